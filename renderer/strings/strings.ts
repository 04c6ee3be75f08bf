// What every locale has to say. Renderer.

import type { Action } from '#core/challenge/index.ts';
import type { AccessView, Advice } from '#core/protocol/index.ts';
import type { CaptureIssue } from '#core/quality/index.ts';
import type { CameraFault } from '#renderer/capture/camera.ts';
import type { Fault, ViewOf } from '#renderer/session/screen.ts';

type Concluded = ViewOf<'concluded'>;
type Result = Concluded['result'];
type AccessRefusal = Extract<AccessView, { state: 'refused' }>['reason'];

interface Fact {
  readonly title: string;
  readonly text: string;
}

export interface Strings {
  readonly product: string;
  readonly languages: {
    readonly label: string;
    /** What this language calls itself: the only name that its speakers can be relied on to read. */
    readonly own: string;
  };
  /** The switch that silences the kiosk. */
  readonly sound: { readonly label: string };
  readonly demo: { readonly badge: string; readonly explanation: string };
  readonly starting: { readonly title: string; readonly text: string };
  readonly notReady: {
    readonly title: string;
    readonly otherWay: string;
    readonly faults: Readonly<Record<Fault, string>>;
    /** In place of the title, where it is the camera. */
    readonly camera: Readonly<Record<CameraFault, string>>;
    /** What the subject can do about a covered camera, and about one that is being started again. */
    readonly uncover: string;
    readonly recovers: string;
    /** What staff can do. */
    readonly mend: Readonly<Record<Fault, string>>;
    /** Before the fault, for whoever mends it. */
    readonly code: string;
  };
  readonly idle: {
    readonly title: string;
    readonly text: string;
    /** Somebody is seen, and is told before anything begins. */
    readonly noticed: { readonly title: string; readonly text: string };
    readonly start: string;
    /** Starts a session with longer deadlines. */
    readonly moreTime: string;
    readonly dark: string;
    readonly steps: readonly [string, string, string];
    /** After several denials in a row. Whoever is next need not wait, and is told so. */
    readonly waiting: { readonly title: string; readonly text: (seconds: number) => string };
    readonly privacy: string;
    /** The same where pictures may be kept. */
    readonly privacyKept: string;
    /** For staff: which calibration the kiosk runs. */
    readonly calibration: (id: string) => string;
    readonly otherWay: string;
  };
  /** The whole notice, to be read before any session. */
  readonly privacy: {
    readonly open: string;
    readonly title: string;
    /** What is looked at, how long, what is kept, whom to ask. */
    readonly facts: readonly [Fact, Fact, Fact, Fact];
    /** The first one's text where faces are compared with those who are enrolled. */
    readonly recognised: string;
    /** The third one's text where a picture may be kept. */
    readonly kept: (days: number) => string;
    readonly close: string;
  };
  readonly capture: {
    readonly preview: string;
    readonly cancel: string;
    readonly moreTime: string;
    readonly moreTimeGiven: string;
    /** The label of the bar. */
    readonly match: string;
    readonly positioning: string;
    /** When nothing is wrong with the picture, but the face is not yet where it should be. */
    readonly placement: {
      readonly offCentre: string;
      /** Where to go: the subject's own side, which is the mirror's. */
      readonly left: string;
      readonly right: string;
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
  /** In without a face: a badge, a PIN, or staff. */
  readonly otherWay: {
    readonly open: string;
    readonly title: string;
    readonly badge: string;
    readonly pin: string;
    /** All three, for ears. */
    readonly spoken: string;
    readonly typed: (digits: number) => string;
    readonly erase: string;
    readonly enter: string;
    readonly call: string;
    readonly back: string;
    readonly titles: Readonly<Record<AccessView['state'], string>>;
    /** What happens next. */
    readonly texts: Readonly<Record<Exclude<AccessView['state'], 'refused'>, string>>;
    readonly refusals: Readonly<Record<Exclude<AccessRefusal, 'too-often'>, string>>;
    readonly tooOften: (seconds: number) => string;
  };
  /** Where a badge or PIN has to say who somebody is before the camera looks at them. */
  readonly claim: {
    readonly title: string;
    readonly text: string;
    /** Shows the keys for a PIN. */
    readonly open: string;
  };
  /** What somebody agrees to before they are enrolled: `CONSENT_TEXT` names this wording in their record, and changes with it. */
  readonly enrol: {
    readonly title: string;
    readonly what: string;
    readonly where: (name: string) => string;
    /** The day on which it is deleted, written in this language; null where it is kept until somebody asks. */
    readonly until: (date: string | null) => string;
    readonly withdraw: string;
    readonly agree: string;
    readonly decline: string;
  };
  readonly concluded: {
    readonly done: string;
    readonly again: string;
    /** When the screen goes back to the start. */
    readonly closes: (seconds: number) => string;
    readonly titles: Readonly<Record<Result, string>>;
    /** What happens next; after a denial also the way that needs no camera. */
    readonly texts: Readonly<Record<Result, string>>;
    readonly advice: Readonly<Record<Advice, string>>;
  };
}
