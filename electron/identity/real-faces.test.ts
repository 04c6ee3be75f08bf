// Real faces from clips: enrolled from one half, looked for with the other.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { poseFromFivePoints } from '#core/frame/index.ts';
import { chooseEnrolment, type EnrolmentFrame, type Sameness } from '#core/identity/index.ts';
import { padScore } from '#core/pad/index.ts';
import { loadModels, releaseModels, type Sessions } from '#electron/inference/models.ts';
import { createPipeline, type Pipeline } from '#electron/inference/pipeline.ts';
import { openVideo } from '#electron/media/video.ts';
import { assetPath, testLibrary } from '../../e2e/support/assets.ts';
import type { Identity } from './index.ts';
import { newFace } from './testing/people.ts';
import { open } from './testing/register.ts';

const CLIPS = ['blinks-smiles-nods', 'blinks-gaze-smile', 'selfie-talks-smiles', 'mouth-opens'];
/** A young man with glasses, as is the one of `selfie-talks-smiles`. */
const ALIKE = 'blinks-smiles-nods';
const live = { kind: 'checked', score: padScore(0.9), threshold: 0.6 } as const;

const folder = mkdtempSync(join(tmpdir(), 'gatelight-real-faces-'));
const frames = new Map<string, readonly EnrolmentFrame[]>();
let sessions: Sessions;
let identity: Identity;

beforeAll(async () => {
  ({ sessions } = await loadModels(await testLibrary(), AbortSignal.timeout(60_000)));
  const analyze = createPipeline(sessions, { detectorSide: 320 });
  for (const clip of CLIPS) frames.set(clip, await framesOf(clip, analyze));
  identity = await open(folder);
}, 120_000);
afterAll(async () => {
  identity[Symbol.dispose]();
  rmSync(folder, { recursive: true });
  await releaseModels(sessions);
});

async function framesOf(clip: string, analyze: Pipeline): Promise<readonly EnrolmentFrame[]> {
  const found: EnrolmentFrame[] = [];
  const path = await assetPath(`samples/video/${clip}.mp4`);
  const signal = AbortSignal.timeout(120_000);
  for await (const frame of openVideo(path, { fps: 0.5, maxSide: 640, signal })) {
    const plan = { landmarks: false, pad: false, embedding: true };
    const { faces, light, embedding } = await analyze(frame, plan);
    const [face] = faces;
    if (face === undefined || light === null || embedding.kind !== 'embedded') continue;
    const { rightEye, leftEye } = face.points;
    found.push({
      template: embedding.values,
      eyeDistance: Math.hypot(leftEye.x - rightEye.x, leftEye.y - rightEye.y),
      sharpness: light.sharpness,
      pose: poseFromFivePoints(face.points),
    });
  }
  return found;
}

const half = (clip: string, which: 0 | 1): readonly EnrolmentFrame[] => {
  const all = frames.get(clip) ?? [];
  const middle = Math.floor(all.length / 2);
  return which === 0 ? all.slice(0, middle) : all.slice(middle);
};

async function enrol(clip: string, into: string): Promise<void> {
  const chosen = chooseEnrolment(half(clip, 0), live);
  if (chosen.kind === 'refused') throw new Error(`${clip}: ${chosen.reason}`);
  const { template, quality, liveness } = chosen;
  await identity.enrol(into, { ...newFace(clip, template), quality, liveness });
}

const searched = (clip: string, collection: string) =>
  Promise.all(half(clip, 1).map(({ template }) => identity.search(collection, template)));

it('finds each of four people before the others, and never says no', async () => {
  const { id } = identity.createCollection('everybody');
  for (const clip of CLIPS) await enrol(clip, id);
  for (const clip of CLIPS) {
    const found = await searched(clip, id);
    expect(found.length).toBeGreaterThan(1);
    for (const { same, matches } of found) {
      expect(matches[0]).toMatchObject({ externalId: clip, same: 'yes' });
      expect(same).not.toBe('no');
    }
  }
});

async function verdictsOnStranger(clip: string): Promise<readonly Sameness[]> {
  const { id } = identity.createCollection(`all but ${clip}`);
  for (const other of CLIPS) if (other !== clip) await enrol(other, id);
  return (await searched(clip, id)).map(({ same }) => same);
}

it.each(CLIPS.filter((clip) => clip !== ALIKE))(
  'takes the person of %s for nobody when they are not enrolled',
  async (clip) => {
    const verdicts = await verdictsOnStranger(clip);
    expect(verdicts.length).toBeGreaterThan(1);
    expect(verdicts).not.toContain('yes');
  },
);

// Not as it should be: docs/identity.md publishes it. A better embedder, or a gap from more strangers, mends it.
it('takes one of them for an enrolled man who looks like him: the gap does not hold for all strangers', async () => {
  expect(await verdictsOnStranger(ALIKE)).toContain('yes');
});

it('enrols nobody from frames of two people', () => {
  const both = [...half('mouth-opens', 0), ...half('blinks-gaze-smile', 0).slice(0, 1)];
  expect(chooseEnrolment(both, live)).toEqual({ kind: 'refused', reason: 'different-people' });
});
