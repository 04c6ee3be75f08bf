// Which one instruction a subject gets: what is to be mended comes first, and alone. Pure; renderer.

import type { Action } from '#core/challenge/index.ts';
import type { CaptureIssue } from '#core/quality/index.ts';
import type { Placement } from '#renderer/capture/guidance.ts';
import type { Strings } from '#renderer/strings/strings.ts';
import type { Instruction } from '#renderer/ui/prompt.tsx';

type Words = Pick<Strings, 'capture' | 'hints'>;

/** Coming into place: the main side's word first; where it has none, the page's own look at the face guides. */
export function whileComing(
  hint: CaptureIssue | null,
  placement: Placement | null,
  /** The main side counts good frames already: nobody who is well placed is sent elsewhere. */
  isAccepted: boolean,
  { capture, hints }: Words,
): Instruction {
  if (hint === 'FACE_CLOSE_TO_BORDER' && placement === 'left')
    return { kind: 'mend', sign: 'to-left', title: capture.placement.left };
  if (hint === 'FACE_CLOSE_TO_BORDER' && placement === 'right')
    return { kind: 'mend', sign: 'to-right', title: capture.placement.right };
  if (hint !== null) return mend(hint, hints[hint]);
  if (isAccepted || placement === 'good')
    return ask(null, capture.positioning, capture.placement.good);
  switch (placement) {
    case null:
      return ask(null, capture.positioning, capture.placement.unseen);
    case 'left':
      return { kind: 'mend', sign: 'to-left', title: capture.placement.left };
    case 'right':
      return { kind: 'mend', sign: 'to-right', title: capture.placement.right };
    case 'off-centre':
      return mend('FACE_CLOSE_TO_BORDER', capture.placement.offCentre);
    case 'far':
      return mend('FACE_TOO_SMALL', capture.placement.far);
    case 'near':
      return mend('FACE_TOO_CLOSE', capture.placement.near);
  }
}

export const whileLookedAt = (hint: CaptureIssue | null, { capture, hints }: Words): Instruction =>
  hint === null ? ask(null, capture.passive, capture.passiveText) : mend(hint, hints[hint]);

/** Null: between two challenges the subject looks straight ahead. */
export function whileAsked(
  action: Action | null,
  hint: CaptureIssue | null,
  { capture, hints }: Words,
): Instruction {
  if (hint !== null) return mend(hint, hints[hint]);
  return action === null
    ? ask(null, capture.straight, capture.straightText)
    : ask(action, capture.actions[action], capture.actionText[action]);
}

const mend = (sign: CaptureIssue, title: string): Instruction => ({ kind: 'mend', sign, title });
const ask = (action: Action | null, title: string, text: string): Instruction => ({
  kind: 'ask',
  action,
  title,
  text,
});
