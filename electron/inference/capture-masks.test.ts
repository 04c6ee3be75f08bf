// Medical masks, drawn on real pictures and clips: refused unless the policy allows them, and then logged.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Frame, Point } from '#core/frame/index.ts';
import { kioskCapturePolicy, stillCapturePolicy } from '#core/quality/index.ts';
import { allowingMedicalMasks, productionPolicy, type SessionPolicy } from '#core/session/index.ts';
import { listDecisions, openDecisionLog } from '#electron/decision-log/decision-log.ts';
import { readStill } from '#electron/media/still.ts';
import { openVideo } from '#electron/media/video.ts';
import { policySha256 } from '#electron/session/policy-hash.ts';
import { runRecordedSession } from '#electron/session/recorded.ts';
import { assetPath, testLibrary } from '../../e2e/support/assets.ts';
import { createInProcessInference } from './in-process.ts';
import { drawnOver, openGate, type Gate } from './testing/gate.ts';

/** Real models over a clip, on machines that may be busy. */
vi.setConfig({ testTimeout: 120_000 });

let gate: Gate;
const folder = mkdtempSync(join(tmpdir(), 'gatelight-masks-'));
beforeAll(async () => {
  gate = await openGate(await testLibrary());
});
afterAll(async () => {
  await gate[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** In eye distances from the middle between the eyes, upright. */
const MASK =
  '<path d="M-1 .5 L0 .18 L1 .5 L.75 1.4 L0 1.95 L-.75 1.4 Z" fill="#f0efec"/><path d="M0 .18V1.95" stroke="#d0cfca" stroke-width=".04"/>';
const OTHERS = {
  'a scarf': '<path d="M-1.3 .55 H1.3 V2.4 H-1.3 Z" fill="#7a2f35"/>',
  'a scarf up to the eyes': '<path d="M-1.3 .3 H1.3 V2.4 H-1.3 Z" fill="#334a7a"/>',
  'a sheet of paper': '<path d="M-.9 .35 H.9 V1.9 H-.9 Z" fill="#eae8e2"/>',
  'a telephone': '<rect x="-.35" y=".3" width=".7" height="1.4" rx=".08" fill="#15161a"/>',
  'a hand':
    '<path d="M-1.2 2.4 L-.8 .6 Q0 .2 .8 .6 L.9 1.4 Q.5 2 -.2 2.4 Z" fill="#b98566"/><path d="M-.4 .5V1.3M0 .42V1.3M.4 .5V1.3" stroke="#8a5a40" stroke-width=".04"/>',
  'dark glasses above a mask': `${MASK}<rect x="-.85" y="-.28" width=".75" height=".56" rx=".2" fill="#0c0c0e"/><rect x=".1" y="-.28" width=".75" height=".56" rx=".2" fill="#0c0c0e"/>`,
} as const;

/** The pupils, in pixels. */
const SUBJECTS = [
  ['webcam-desk-1', { right: { x: 743, y: 591 }, left: { x: 899, y: 581 } }],
  ['webcam-desk-2', { right: { x: 640, y: 506 }, left: { x: 800, y: 512 } }],
  ['portrait-smile', { right: { x: 465, y: 743 }, left: { x: 679, y: 733 } }],
] as const;

interface Eyes {
  readonly right: Point;
  readonly left: Point;
}

function wearing(frame: Frame, { right, left }: Eyes, shape: string): Promise<Frame> {
  const [across, down] = [left.x - right.x, left.y - right.y];
  const middle = `${(right.x + left.x) / 2} ${(right.y + left.y) / 2}`;
  const tilt = (Math.atan2(down, across) * 180) / Math.PI;
  const transform = `translate(${middle}) rotate(${tilt}) scale(${Math.hypot(across, down)})`;
  return drawnOver(frame, `<g transform="${transform}">${shape}</g>`);
}

const still = async (name: string): Promise<Frame> =>
  readStill(await assetPath(`samples/bona-fide/${name}.jpg`));

const { capture: allowing } = allowingMedicalMasks(productionPolicy);

describe('the capture gate', () => {
  it.each(SUBJECTS)('refuses the mask on %s unless masks are allowed', async (name, eyes) => {
    const masked = await wearing(await still(name), eyes, MASK);
    expect(await gate.judge(masked, kioskCapturePolicy)).toBe('FACE_IS_OCCLUDED');
    const capture = await gate.capture(masked, allowing);
    expect(capture).toMatchObject({ kind: 'acceptable', isMasked: true });
  });

  it.each(Object.entries(OTHERS))('refuses %s where masks are allowed', async (_what, shape) => {
    for (const [name, eyes] of [SUBJECTS[0], SUBJECTS[2]]) {
      const covered = await wearing(await still(name), eyes, shape);
      expect([name, await gate.judge(covered, allowing)]).toEqual([name, 'FACE_IS_OCCLUDED']);
    }
  });

  it('refuses a real hand over a mouth where masks are allowed', async () => {
    const covered = await readStill(await assetPath('samples/capture/hand-over-mouth.jpg'));
    const still = { ...stillCapturePolicy, medicalMask: allowing.medicalMask };
    expect(await gate.judge(covered, still)).toBe('FACE_IS_OCCLUDED');
  });

  it('sees no mask on an uncovered face where masks are allowed', async () => {
    for (const [name] of SUBJECTS)
      expect(await gate.capture(await still(name), allowing)).toMatchObject({ isMasked: false });
  });
});

describe('a session before somebody in a mask who blinks', () => {
  it('is granted where masks are allowed, and the log says that one was worn', async () => {
    expect(await decided(allowingMedicalMasks(productionPolicy), 4500)).toMatchObject({
      decision: 'grant',
      medicalMask: true,
      passed: ['BLINK'],
    });
  });

  it('never begins where they are not', async () => {
    expect(await decided(productionPolicy, 1500)).toMatchObject({
      decision: 'deny',
      outcome: 'non-response',
      medicalMask: false,
      score: null,
    });
  });
});

/** What the log keeps of a session over the beginning of a clip with a mask drawn on each face. */
async function decided(policy: SessionPolicy, untilMs: number) {
  const path = join(folder, `${policySha256(policy)}.sqlite`);
  const signal = AbortSignal.timeout(100_000);
  await using inference = createInProcessInference({ detectorSide: 320 });
  await using finder = createInProcessInference({ detectorSide: 320 });
  const models = await inference.ready(signal);
  await finder.ready(signal);
  using log = openDecisionLog(path);
  const clip = await assetPath('samples/video/selfie-talks-smiles.mp4');

  async function* masked(): AsyncGenerator<Frame> {
    const nothingElse = { landmarks: false, pad: false, embedding: false };
    for await (const frame of openVideo(clip, { fps: 15, maxSide: 640, signal })) {
      if (frame.capturedAt > untilMs) return;
      const [face] = (await finder.analyze(frame, nothingElse, signal)).faces;
      if (face === undefined) continue;
      const { rightEye: right, leftEye: left } = face.points;
      yield { ...(await wearing(frame, { right, left }, MASK)), capturedAt: frame.capturedAt };
    }
  }

  await runRecordedSession({
    policy,
    policySha256: policySha256(policy),
    host: 'cli',
    log,
    models: () => models,
    inference,
    sessionId: 's1',
    challenges: ['BLINK'],
    frames: masked(),
    signal,
  });
  return listDecisions(path, 1)[0];
}
