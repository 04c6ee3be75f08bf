// What the main side answers an operator console, by ask; the reply that carries it, and what it says unasked.

import { z } from 'zod';
import { PAI_SPECIES } from '#core/pad/index.ts';
import { REASONS } from '#core/session/index.ts';
import { namedEntry, OUTCOMES } from './log-entry.ts';
import { enrolmentAnswers } from './operator-enrolment.ts';
import { operatorLive } from './operator-live.ts';
import { operatorRefusal, ROLES, type OperatorAsk, type OperatorAskName } from './operator.ts';
import { KIOSK_FAULTS } from './session-view.ts';

const nothing = z.object({});
const operator = z.object({ name: z.string(), role: z.enum(ROLES) });
const count = z.number().int().min(0);
const camera = z.object({ label: z.string(), virtual: z.boolean() });

/** The API that a kiosk serves beside its own sessions. */
const apiState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('starting') }),
  z.object({ kind: z.literal('listening'), origin: z.string() }),
  /** The kiosk is open without it. */
  z.object({ kind: z.literal('refused'), line: z.string() }),
]);
export type ApiState = z.infer<typeof apiState>;

const status = z.object({
  /** Whether there is an administrator. */
  setUp: z.boolean(),
  operator: operator.nullable(),
  /** How long sign-in is still refused. */
  throttledMs: count,
  /** An operator who asks nothing for this long is signed out. */
  idleMs: count,
  door: z.object({ id: z.string(), driver: z.string() }),
  policy: z.object({ name: z.string(), sha256: z.string() }),
  /** SHA-256 of the calibration; null with the default operating points. */
  calibration: z.string().nullable(),
  camera: camera.nullable(),
  demo: z.boolean(),
  /** Why no session can be run, or null. */
  fault: z.enum([...KIOSK_FAULTS, 'starting']).nullable(),
  /** Absent where the settings have none. */
  api: apiState.exactOptional(),
});

/** Logged before the door was asked; what the door said. */
const moved = z.object({
  /** The entry in the log. */
  id: z.string(),
  door: z.enum(['pulsed', 'shut', 'fault']),
  /** What went wrong at the door; null where nothing did. */
  message: z.string().nullable(),
});

/** A share of the decisions by time. Only what occurred is counted. */
const bucket = z.object({
  fromMs: z.number(),
  outcomes: z.partialRecord(z.enum(OUTCOMES), count),
  granted: count,
  reasons: z.partialRecord(z.enum(REASONS), count),
});

const settingsField = z.object({
  /** As `door.pulseMs`. */
  name: z.string(),
  kind: z.enum(['boolean', 'number', 'text', 'choice', 'secret', 'json']),
  /** What holds now, the default included; null for a secret, whatever it is. */
  value: z.json(),
  /** Stands in the file: for a secret, that there is one. */
  isSet: z.boolean(),
  nullable: z.boolean(),
  /** Empty where it is no choice. */
  choices: z.array(z.string()),
  min: z.number().nullable(),
  max: z.number().nullable(),
  /** The drivers of the door that have it; empty where all have. */
  drivers: z.array(z.string()),
});

const settingsChange = z.object({
  name: z.string(),
  /** Null for a secret, whatever it is. */
  from: z.json(),
  to: z.json(),
  secret: z.boolean(),
});

const written = z.object({
  changed: z.array(settingsChange),
  /** Of the settings as they hold now. */
  sha256: z.string(),
  /** `recomposed`: the kiosk has taken them and runs on. `unchanged`: nothing was to do. */
  applied: z.enum(['recomposed', 'unchanged']),
});

/** What to mend about the camera's place, worst first. */
export const CAMERA_ADVICE = [
  'no-frames',
  'slow-frames',
  'low-resolution',
  'no-face',
  'several-faces',
  'too-dark',
  'too-bright',
  'back-light',
  'blurred',
  'face-too-small',
  'face-too-close',
] as const;
export type CameraAdvice = (typeof CAMERA_ADVICE)[number];

const cameraReport = z.object({
  camera: camera.nullable(),
  pinned: z.object({ label: z.string(), deviceId: z.string().nullable() }).nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  /** Frames that were judged in a second; null before two were. */
  framesPerSecond: z.number().nullable(),
  faces: count.nullable(),
  /** The face's box as a share of the picture's height. */
  faceShare: z.number().nullable(),
  /** Between the eyes, in pixels. */
  eyeDistancePx: z.number().nullable(),
  /** Mean luma of the face, 0 to 255. */
  meanLuma: z.number().nullable(),
  clippedDark: z.number().nullable(),
  clippedBright: z.number().nullable(),
  /** 1 to 1.3 when blurred, 1.5 and more when sharp. */
  sharpness: z.number().nullable(),
  /** Mean change of the face's light from frame to frame, in luma: flicker and noise of the camera. */
  unrest: z.number().nullable(),
  /** Empty where nothing is to be mended. */
  advice: z.array(z.enum(CAMERA_ADVICE)),
});
export type CameraReport = z.infer<typeof cameraReport>;

const collected = z.object({
  /** Presentations so far. */
  bonaFide: count,
  attacks: z.partialRecord(z.enum(PAI_SPECIES), count),
  /** Of each side, for a fit. */
  needed: count,
});

const operators = z.object({
  operators: z.array(operator.extend({ since: z.string() })),
});
const credentials = z.object({
  credentials: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['pin', 'badge']),
      name: z.string(),
      since: z.string(),
      expiresAt: z.string().nullable(),
      disabled: z.boolean(),
    }),
  ),
});

export const operatorAnswers = {
  status,
  'set-up': z.object({ operator }),
  'sign-in': z.object({ operator }),
  'sign-out': nothing,
  'live:watch': nothing,
  'assisted:start': z.object({ sessionId: z.string() }),
  'assisted:cancel': nothing,
  'assisted:decide': moved,
  release: moved,
  'decisions:page': z.object({
    /** Newest first. */
    entries: z.array(namedEntry),
    /** What `before` has to be for the next page; null where there is none. */
    next: z.number().int().nullable(),
  }),
  'decisions:tally': z.object({ buckets: z.array(bucket) }),
  'decisions:verify': z.object({
    entries: count,
    checkpoints: count,
    /** Removed by retention. */
    pruned: count,
    /** Null where nothing shows. */
    tampering: z
      .object({ sequence: z.number().nullable(), id: z.string().nullable(), what: z.string() })
      .nullable(),
    notices: z.array(z.string()),
    elapsedMs: z.number(),
  }),
  'decisions:export': z.object({ path: z.string(), bytes: count, entries: count }),
  'settings:read': z.object({ fields: z.array(settingsField), sha256: z.string() }),
  'settings:check': z.object({
    /** What would change; empty while there are problems. */
    changed: z.array(settingsChange),
    problems: z.array(z.object({ name: z.string(), message: z.string() })),
  }),
  'settings:write': written,
  'door:test': moved,
  'camera:report': cameraReport,
  'camera:choose': written,
  'calibrate:state': collected,
  'calibrate:collect': collected,
  'calibrate:fit': z.object({
    kind: z.enum(['fitted', 'not-fitted']),
    /** One line each: what was fitted, or why not. */
    lines: z.array(z.string()),
    /** Of the calibration that the kiosk runs from now on; null where nothing was fitted. */
    sha256: z.string().nullable(),
  }),
  'calibrate:discard': collected,
  ...enrolmentAnswers,
  'operators:list': operators,
  'operators:add': operators,
  'operators:remove': operators,
  'credentials:list': credentials,
  'credentials:add': credentials,
  'credentials:change': credentials,
  'credentials:remove': credentials,
} as const satisfies Readonly<Record<OperatorAskName, z.ZodType>>;

export type OperatorAnswers = {
  readonly [A in OperatorAskName]: z.infer<(typeof operatorAnswers)[A]>;
};
/** The answer to this very ask. */
export type AnswerTo<A extends OperatorAsk> = OperatorAnswers[A['ask']];

/** Of any ask: its answer is parsed by the ask that it belongs to. */
export const operatorReply = z.union([
  z.object({ answer: z.unknown() }),
  z.object({ refusal: operatorRefusal }),
]);
export type OperatorReply =
  | { readonly answer: OperatorAnswers[OperatorAskName] }
  | { readonly refusal: z.infer<typeof operatorRefusal> };

/** What a signed-in console is told unasked. */
export const operatorPush = z.discriminatedUnion('push', [
  operatorLive,
  /** The console's operator is signed in no more: nobody asked for anything for too long. */
  z.object({ push: z.literal('signed-out') }),
]);
export type OperatorPush = z.infer<typeof operatorPush>;
