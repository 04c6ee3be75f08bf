// Real faces from clips: enrolled from one half, looked for with the other.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { poseFromFivePoints, type Frame } from '#core/frame/index.ts';
import {
  chooseEnrolment,
  type EnrolmentFrame,
  type Identification,
  type Sameness,
} from '#core/identity/index.ts';
import { padScore } from '#core/pad/index.ts';
import { loadModels, releaseModels, type Sessions } from '#electron/inference/models.ts';
import { createPipeline } from '#electron/inference/pipeline.ts';
import { openVideo } from '#electron/media/video.ts';
import { assetPath, testLibrary } from '../../e2e/support/assets.ts';
import type { Identity } from './index.ts';
import { newFace } from './testing/people.ts';
import { open } from './testing/register.ts';

const CLIPS = ['blinks-smiles-nods', 'blinks-gaze-smile', 'selfie-talks-smiles', 'mouth-opens'];
/** A young man with glasses, as is the one of `selfie-talks-smiles`. */
const ALIKE = 'blinks-smiles-nods';
const live = { kind: 'checked', score: padScore(0.9), threshold: 0.6 } as const;

/** At which sizes faces are looked for: in stills, and in the kiosk's frames. The template is aligned on what is found there. */
const SIDES = [640, 320] as const;
type Side = (typeof SIDES)[number];

const folder = mkdtempSync(join(tmpdir(), 'gatelight-real-faces-'));
const seen: { readonly clip: string; readonly side: Side; readonly frame: EnrolmentFrame }[] = [];
let sessions: Sessions;
let identity: Identity;

beforeAll(async () => {
  ({ sessions } = await loadModels(await testLibrary(), AbortSignal.timeout(60_000)));
  const signal = AbortSignal.timeout(120_000);
  for (const clip of CLIPS) {
    const path = await assetPath(`samples/video/${clip}.mp4`);
    for await (const frame of openVideo(path, { fps: 0.5, maxSide: 640, signal })) {
      for (const side of SIDES) {
        const found = await enrolmentFrame(frame, side);
        if (found !== null) seen.push({ clip, side, frame: found });
      }
    }
  }
  identity = await open(folder);
}, 120_000);
afterAll(async () => {
  identity[Symbol.dispose]();
  rmSync(folder, { recursive: true });
  await releaseModels(sessions);
});

async function enrolmentFrame(frame: Frame, side: Side): Promise<EnrolmentFrame | null> {
  const analyze = createPipeline(sessions, { detectorSide: side });
  const plan = { landmarks: false, pad: false, embedding: true };
  const { faces, light, embedding } = await analyze(frame, plan);
  const [face] = faces;
  if (face === undefined || light === null || embedding.kind !== 'embedded') return null;
  const { rightEye, leftEye } = face.points;
  return {
    template: embedding.values,
    eyeDistance: Math.hypot(leftEye.x - rightEye.x, leftEye.y - rightEye.y),
    sharpness: light.sharpness,
    pose: poseFromFivePoints(face.points),
  };
}

function half(clip: string, which: 'first' | 'second', side: Side): readonly EnrolmentFrame[] {
  const all = seen.filter((each) => each.clip === clip && each.side === side);
  const middle = Math.floor(all.length / 2);
  return (which === 'first' ? all.slice(0, middle) : all.slice(middle)).map(({ frame }) => frame);
}

async function enrolled(clips: readonly string[], side: Side): Promise<string> {
  const { id } = identity.createCollection('people');
  for (const clip of clips) {
    const chosen = chooseEnrolment(half(clip, 'first', side), live);
    if (chosen.kind === 'refused') throw new Error(`${clip}: ${chosen.reason}`);
    const { template, quality, liveness } = chosen;
    await identity.enrol(id, { ...newFace(clip, template), quality, liveness });
  }
  return id;
}

async function searched(
  clip: string,
  collection: string,
  side: Side,
): Promise<readonly Identification[]> {
  const frames = half(clip, 'second', side);
  expect(frames.length).toBeGreaterThan(1);
  return Promise.all(frames.map(({ template }) => identity.search(collection, template)));
}

async function verdictsOnStranger(clip: string, side: Side): Promise<readonly Sameness[]> {
  const others = CLIPS.filter((other) => other !== clip);
  return (await searched(clip, await enrolled(others, side), side)).map(({ same }) => same);
}

it.each(SIDES)('finds each of four people before the others, at %i', async (side) => {
  const collection = await enrolled(CLIPS, side);
  for (const clip of CLIPS)
    for (const { same, matches } of await searched(clip, collection, side)) {
      expect(matches[0]).toMatchObject({ externalId: clip, same: 'yes' });
      expect(same).not.toBe('no');
    }
});

it.each(CLIPS)('takes the person of %s for nobody when they are not enrolled', async (clip) => {
  expect(await verdictsOnStranger(clip, 640)).not.toContain('yes');
});

// Not as it should be: docs/identity.md publishes it. Better aligned faces, or a gap from more strangers, mend it.
it('takes one of them for an enrolled man who looks like him where faces are looked for in small frames', async () => {
  expect(await verdictsOnStranger(ALIKE, 320)).toContain('yes');
});

it('enrols nobody from frames of two people', () => {
  const both = [
    ...half('mouth-opens', 'first', 640),
    ...half('blinks-gaze-smile', 'first', 640).slice(0, 1),
  ];
  expect(chooseEnrolment(both, live)).toEqual({ kind: 'refused', reason: 'different-people' });
});
