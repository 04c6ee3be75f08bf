// Where on the mirror an asked motion is shown: which way it goes, and which arcs of the rim fill with it. Pure; renderer.

import type { Action } from '#core/challenge/index.ts';

/** A side of the mirror as the subject sees it. */
export type Side = 'left' | 'right' | 'up' | 'down';

/** The way to go; null where there is none. In a mirror the subject's own left is on the left. */
export const WAYS: Readonly<Record<Action, Side | null>> = {
  'LOOK LEFT': 'left',
  'LOOK RIGHT': 'right',
  'LOOK UP': 'up',
  'LOOK DOWN': 'down',
  BLINK: null,
  SMILE: null,
};

/** A smile fills the arc that is curved like one; a blink those level with the eyes. */
export const ARCS: Readonly<Record<Action, readonly Side[]>> = {
  'LOOK LEFT': ['left'],
  'LOOK RIGHT': ['right'],
  'LOOK UP': ['up'],
  'LOOK DOWN': ['down'],
  BLINK: ['left', 'right'],
  SMILE: ['down'],
};
