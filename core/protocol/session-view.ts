// What a page is shown of a session: a projection without scores, thresholds or the challenges still to come.
// The page mirrors it and never sends one back.

import { z } from 'zod';
import { PASSAGE_REFUSALS } from '#core/access/index.ts';
import { ACTIONS } from '#core/challenge/index.ts';
import { CAPTURE_ISSUES } from '#core/quality/index.ts';

/** Raised whenever a field changes its meaning; a page that was built for another version shows "not ready". */
export const PROTOCOL_VERSION = 1;

/** Why the kiosk cannot run a session now. */
export const KIOSK_FAULTS = [
  'models-missing',
  'models-altered',
  'log-unavailable',
  'camera-refused',
  'inference-down',
  'already-running',
] as const;
export type KioskFault = (typeof KIOSK_FAULTS)[number];

/** Why a badge or PIN opens nothing. Whether it was ever anybody's is not said. */
const ACCESS_REFUSALS = ['not-known', 'too-often', ...PASSAGE_REFUSALS] as const;

/** What came of a badge, a PIN or a call for staff; shown in place of the phase, which it leaves alone. */
const accessView = z.discriminatedUnion('state', [
  /** Until it is in the log and the door has answered. */
  z.object({ state: z.literal('wait') }),
  z.object({ state: z.literal('granted') }),
  z.object({
    state: z.literal('refused'),
    reason: z.enum(ACCESS_REFUSALS),
    /** How long the next one is refused as well; null where it is not. */
    waitSeconds: z.number().int().min(1).nullable(),
  }),
  /** It could not be looked at, or the door did not confirm. */
  z.object({ state: z.literal('call-staff') }),
  z.object({ state: z.literal('staff-called') }),
]);
export type AccessView = z.infer<typeof accessView>;

/** What the subject can do about a denial. The last three are of people whom this door does not know, or not by this badge or PIN. */
export const ADVICE = [
  'try-again',
  'follow-prompts',
  'stay-in-view',
  'one-person',
  'ask-staff',
  'not-enrolled',
  'not-the-holder',
  'not-clear-who',
] as const;
export type Advice = (typeof ADVICE)[number];

const hint = z.enum(CAPTURE_ISSUES).nullable();
const common = {
  version: z.literal(PROTOCOL_VERSION),
  /** The demo camera is in use: the page says DEMO at all times. */
  demo: z.boolean(),
  /** Which calibration the kiosk runs: the first twelve digits of its file's SHA-256. Absent with the default operating points. */
  calibration: z
    .string()
    .regex(/^[\da-f]{12}$/)
    .exactOptional(),
  /** Absent while nobody takes the way without a face. */
  access: accessView.exactOptional(),
};
const share = z.number().min(0).max(1);
const running = {
  ...common,
  hint,
  /** The subject asked for more time. Absent as long as they have not. */
  extended: z.literal(true).exactOptional(),
};

export const sessionView = z.discriminatedUnion('phase', [
  z.object({ ...common, phase: z.literal('starting') }),
  z.object({
    ...common,
    phase: z.literal('not-ready'),
    fault: z.enum(KIOSK_FAULTS),
    /** The name of the camera that was refused, for staff; the page's own word for it. */
    camera: z.string().exactOptional(),
  }),
  z.object({
    ...common,
    phase: z.literal('idle'),
    /** After denials in a row: how long the same person still has to wait. Absent when anybody may start. */
    waitSeconds: z.number().int().min(1).exactOptional(),
    /** Somebody is seen: unless they step aside a session begins in a moment. Absent while nobody is. */
    noticed: z.literal(true).exactOptional(),
    /** A badge or PIN has to say who it is before the camera looks. Absent where nobody's has to. */
    needsClaim: z.literal(true).exactOptional(),
    /** Faces are compared with those who are enrolled. Absent where none are. */
    recognises: z.literal(true).exactOptional(),
    /** A picture of a session may be kept for so many days. Absent where none is. */
    keepsPicturesDays: z.number().int().min(1).exactOptional(),
  }),
  z.object({ ...running, phase: z.literal('positioning'), progress: share }),
  z.object({ ...running, phase: z.literal('passive'), progress: share }),
  z.object({
    ...running,
    phase: z.literal('active'),
    challenge: z.object({
      /** Null between challenges and while the face is confirmed at the end: look straight ahead. */
      action: z.enum(ACTIONS).nullable(),
      /** How much of the asked motion has been seen. */
      progress: share,
      /** Challenges passed so far, and in all. */
      passed: z.number().int().min(0),
      total: z.number().int().min(1),
      /** When the open prompt lapses, as a share of its time that is left. */
      timeLeft: share,
    }),
  }),
  z.object({
    ...common,
    phase: z.literal('concluded'),
    /** `wait` until the decision is in the log and the door has answered. */
    result: z.enum(['wait', 'granted', 'denied', 'call-staff']),
    /** What the subject can do about a denial, in plain words on the page; null when granted. */
    advice: z.enum(ADVICE).nullable(),
    /** Until the kiosk goes back to idle; absent while `wait` is shown. */
    secondsLeft: z.number().int().min(0).exactOptional(),
  }),
]);
export type SessionView = z.infer<typeof sessionView>;
