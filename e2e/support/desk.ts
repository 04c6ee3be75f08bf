// An operator's desk over a real kiosk, log, door and folder; only the camera's evidence is told in numbers. Tests only. Node.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { OpenedCamera } from '#core/camera/index.ts';
import { ms } from '#core/frame/index.ts';
import { padScore, unavailable } from '#core/pad/index.ts';
import {
  operatorAnswers,
  type AnswerTo,
  type OperatorAsk,
  type OperatorPush,
  type OperatorRefusal,
} from '#core/protocol/index.ts';
import { simulatedPolicy, type FrameAnalysis, type SessionPolicy } from '#core/session/index.ts';
import { openDecisionLog } from '#electron/decision-log/decision-log.ts';
import { createDoor } from '#electron/door/index.ts';
import { doorSettings } from '#electron/door/settings.ts';
import { readPulses } from '#electron/door/simulated.ts';
import { openRegister } from '#electron/main/open-register.ts';
import { settings as settingsSchema } from '#electron/main/settings.ts';
import { createKiosk } from '#electron/session/kiosk.ts';
import { loggedDoor } from '#electron/session/logged-door.ts';
import { releaseDoor } from '#electron/session/release.ts';
import { createAttendance } from '#electron/operator/attendance.ts';
import { openOperatorConsole } from '#electron/operator/console.ts';

export const passphrase = 'correct horse battery';
const webcam: OpenedCamera = {
  label: 'Webcam',
  deviceId: 'd',
  groupId: 'g',
  width: 1280,
  height: 720,
  frameRate: 30,
  facingMode: null,
};

export interface DeskFolder {
  readonly data: string;
  readonly remove: () => Promise<void>;
}

export async function deskFolder(): Promise<DeskFolder> {
  const data = await mkdtemp(join(tmpdir(), 'gatelight-desk-'));
  return { data, remove: () => rm(data, { recursive: true }) };
}

export interface DeskOptions {
  readonly data: string;
  readonly idleMs?: number;
  /** What the next frame shows. */
  readonly scene?: () => Partial<FrameAnalysis>;
}

/** Nobody reads a result in a test. */
const policy: SessionPolicy = { ...simulatedPolicy, resultMs: ms(50) };

/** Opened on a folder as a host would; disposing it is the end of that life of the kiosk. */
export async function openDesk({ data, idleMs, scene = () => ({}) }: DeskOptions) {
  const log = openDecisionLog(join(data, 'decisions.sqlite'));
  const settings = doorSettings.parse({ pulseMs: 100 });
  const door = createDoor({
    onAlarm: () => undefined,
    settings,
    pulsesFile: join(data, 'door-pulses.jsonl'),
    print: () => undefined,
    now: () => new Date(),
  });
  const logged = loggedDoor({ id: settings.id, door, log, onLogFault: () => undefined });
  let session = 0;
  const kiosk = createKiosk({
    policy,
    policySha256: 'f'.repeat(64),
    host: 'kiosk',
    clock: () => ms(performance.now()),
    log,
    door: logged,
    models: () => ({}),
    inference: {
      ready: async () => ({}),
      analyze: async (frame) => ({ ...oneFace, capturedAt: frame.capturedAt, ...scene() }),
      [Symbol.asyncDispose]: async () => {},
    },
    pick: () => 0,
    newSessionId: () => `s${(session += 1)}`,
    judgeCamera: ({ label }) => ({ kind: 'accepted', camera: { label, virtual: false } }),
    fault: () => null,
    demo: false,
    calibrationSha256: null,
  });
  kiosk.useCamera(webcam);
  const rules = settingsSchema.parse({}).identity;
  const register = openRegister({ data, print: () => undefined }, rules, log);
  const attendance = createAttendance();
  const place = { id: settings.id, pulseMs: 100, extendedPulseMs: 200, log, door: logged };
  attendance.take({
    ...kiosk.attended,
    view: kiosk.view,
    demo: false,
    policy,
    policySha256: 'f'.repeat(64),
    calibrationSha256: null,
    door: { id: settings.id, driver: settings.driver },
    pinned: null,
    mirror: null,
    api: () => null,
    release: (release, signal, onLogged) => releaseDoor(release, place, signal, onLogged),
    appendEvent: log.appendEvent,
    credentials: null,
    register,
    onStaffCalled: () => () => undefined,
  });
  const lines: string[] = [];
  const console = await openOperatorConsole({
    data,
    attendance,
    settingsSchema,
    recompose: async () => null,
    onLost: () => undefined,
    ...(idleMs !== undefined && { idleMs }),
    print: (line) => lines.push(line),
  });
  const pushes: OperatorPush[] = [];
  console.onPush((push) => pushes.push(push));

  let takenAtMs = 0;
  return {
    lines,
    pushes,
    kiosk,
    leave: console.leave,
    raw: console.ask,
    /** Its answer as the page would parse it. Throws on a refusal. */
    async ask<A extends OperatorAsk>(ask: A): Promise<AnswerTo<A>> {
      const reply = await console.ask(ask);
      if ('refusal' in reply) throw new Error(`${reply.refusal.code}: ${reply.refusal.message}`);
      return operatorAnswers[ask.ask].parse(reply.answer) as AnswerTo<A>;
    },
    async refusal(ask: unknown): Promise<OperatorRefusal | null> {
      const reply = await console.ask(ask);
      return 'refusal' in reply ? reply.refusal : null;
    },
    /** Sets the first administrator up, who is signed in then. */
    setUp: () => console.ask({ ask: 'set-up', name: 'Ada', passphrase }),
    async show(frames: number): Promise<void> {
      for (let i = 0; i < frames; i += 1) {
        takenAtMs = Math.round(performance.now());
        const frame = {
          ...SIZE,
          data: new Uint8Array(SIZE.width * SIZE.height * 4).fill(90),
          capturedAt: ms(performance.now()),
        };
        await kiosk.offer({ frame, takenAtMs });
        await delay(5);
      }
    },
    pulses: () => readPulses(join(data, 'door-pulses.jsonl')).catch(() => []),
    async [Symbol.asyncDispose]() {
      console[Symbol.dispose]();
      await kiosk[Symbol.asyncDispose]();
      await register[Symbol.asyncDispose]();
      await door[Symbol.asyncDispose]();
      await log[Symbol.asyncDispose]();
    },
  };
}

/** Small: what is on it is told in numbers. */
const SIZE = { width: 64, height: 48 };

export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** Somebody frontal, well lit, whom both models take for bona fide. */
const oneFace: FrameAnalysis = {
  capturedAt: ms(0),
  size: { width: 640, height: 480 },
  faces: [
    {
      box: { x: 245, y: 145, width: 150, height: 190 },
      score: 0.9,
      points: {
        rightEye: { x: 290, y: 221 },
        leftEye: { x: 350, y: 221 },
        nose: { x: 320, y: 259 },
        rightMouth: { x: 297, y: 297 },
        leftMouth: { x: 343, y: 297 },
      },
    },
  ],
  light: { meanLuma: 128, clippedDark: 0, clippedBright: 0, sharpness: 1.7 },
  landmarks: unavailable('not-requested'),
  covers: null,
  pad: {
    kind: 'scored',
    score: padScore(0.9),
    models: { minifas_v2_se_128: padScore(0.9), minifasnet_v2_80: padScore(0.9) },
  },
  embedding: unavailable('not-requested'),
  novelty: 'new',
  elapsedMs: 1,
};
