// What every locale has to say. Renderer.

import type { Action } from '#core/challenge/index.ts';
import type { CaptureIssue } from '#core/quality/index.ts';
import type { Fault, ViewOf } from '#renderer/session/screen.ts';

type Concluded = ViewOf<'concluded'>;
type Result = Concluded['result'];
type Advice = NonNullable<Concluded['advice']>;

export interface Strings {
  readonly product: string;
  readonly demo: { readonly badge: string; readonly explanation: string };
  readonly starting: { readonly title: string; readonly text: string };
  readonly notReady: {
    readonly title: string;
    readonly otherWay: string;
    readonly faults: Readonly<Record<Fault, string>>;
    /** Before the fault's code, for whoever mends it. */
    readonly code: string;
  };
  readonly idle: {
    readonly title: string;
    readonly text: string;
    readonly start: string;
    readonly steps: readonly [string, string, string];
    /** After several denials in a row. Whoever is next need not wait, and is told so. */
    readonly waiting: { readonly title: string; readonly text: (seconds: number) => string };
    readonly privacy: string;
    /** For staff: which calibration the kiosk runs. */
    readonly calibration: (id: string) => string;
    readonly otherWay: string;
  };
  readonly capture: {
    readonly preview: string;
    readonly cancel: string;
    readonly positioning: string;
    /** When nothing is wrong with the picture, but the face is not yet where it should be. */
    readonly placement: {
      readonly offCentre: string;
      readonly far: string;
      readonly near: string;
      readonly good: string;
      /** While the page sees no face itself. */
      readonly unseen: string;
    };
    readonly passive: string;
    readonly passiveText: string;
    readonly straight: string;
    readonly straightText: string;
    readonly actions: Readonly<Record<Action, string>>;
    readonly actionText: Readonly<Record<Action, string>>;
    readonly passed: (passed: number, total: number) => string;
  };
  readonly hints: Readonly<Record<CaptureIssue, string>>;
  readonly concluded: {
    readonly titles: Readonly<Record<Result, string>>;
    /** What happens next; after a denial also the way that needs no camera. */
    readonly texts: Readonly<Record<Result, string>>;
    readonly advice: Readonly<Record<Advice, string>>;
  };
}
