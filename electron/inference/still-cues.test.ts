// The cues of stills on real pictures, as they are and spoilt, and on pictures of simulated screens and sheets that show real ones.
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ms, type Frame } from '#core/frame/index.ts';
import { stillFusion } from '#core/fusion/index.ts';
import { createStillCues, cuePolicy, type Cue } from '#core/pad/index.ts';
import {
  goodCamera,
  photograph,
  viewpointOf,
  type Surface,
} from '#core/pad/cues/testing/camera.ts';
import { heldBefore } from '#core/pad/cues/testing/held.ts';
import {
  lcd,
  pictureSurface,
  printSurface,
  screenSurface,
} from '#core/pad/cues/testing/instruments.ts';
import { createRandom } from '#core/pad/cues/testing/random.ts';
import { assetPath, stillsIn, testLibrary } from '../../e2e/support/assets.ts';
import { createInProcessInference } from './in-process.ts';

const signal = AbortSignal.timeout(300_000);
const inference = createInProcessInference({ detectorSide: 640, library: await testLibrary() });
const FACES_ONLY = { landmarks: false, pad: false, embedding: false };
const readCues = createStillCues();

beforeAll(() => inference.ready(signal), 60_000);
afterAll(() => inference[Symbol.asyncDispose]());

async function frameOf(picture: Sharp): Promise<Frame> {
  const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(data), capturedAt: ms(0) };
}

/** Strength by cue; null where the cue could not be read. */
async function strengths(frame: Frame): Promise<Readonly<Partial<Record<Cue, number | null>>>> {
  const { faces } = await inference.analyze(frame, FACES_ONLY, signal);
  const [face] = faces;
  if (face === undefined) return {};
  const read = readCues(frame, face.box);
  return Object.fromEntries(
    read.map((one) => [one.cue, one.kind === 'read' ? one.strength : null]),
  );
}

const CUES = ['dot-grid', 'enclosing-frame'] as const;

/** What happens to pictures on their way: each makes structure of its own, or takes some away. */
const WAYS: readonly (readonly [string, (file: string) => Sharp | Promise<Sharp>])[] = [
  ['as it is', (file) => sharp(file)],
  ['recompressed', async (file) => sharp(await sharp(file).jpeg({ quality: 30 }).toBuffer())],
  ['at half its size', (file) => scaled(file, 0.5)],
  ['at one and a half times its size', (file) => scaled(file, 1.5)],
  ['dark', (file) => sharp(file).linear(0.35, 0)],
  ['blurred', (file) => sharp(file).blur(2)],
  ['sharpened', (file) => sharp(file).sharpen({ sigma: 1.5 })],
];

async function scaled(file: string, share: number): Promise<Sharp> {
  const { autoOrient } = await sharp(file).metadata();
  return sharp(file)
    .autoOrient()
    .resize(Math.round(autoOrient.width * share));
}

describe('a picture of a person', () => {
  it('is denied by no cue, as it is or spoilt', async () => {
    const stills = [
      ...(await stillsIn('samples/bona-fide')),
      ...(await stillsIn('samples/capture')),
    ];
    const alarms: unknown[] = [];
    let n = 0;
    for (const file of stills) {
      for (const [how, spoil] of WAYS) {
        const read = await strengths(await frameOf(await spoil(file)));
        for (const cue of CUES) {
          const strength = read[cue];
          if (strength === undefined) continue;
          n += 1;
          if ((strength ?? 0) >= cuePolicy[cue].denyAt) alarms.push([file, how, cue, strength]);
        }
      }
    }
    expect(alarms).toEqual([]);
    expect(n).toBeGreaterThan(120);
  }, 120_000);
});

/** A real face, 300 pixels of it, for instruments to show. */
async function shownPicture(): Promise<Frame> {
  const file = await assetPath('samples/bona-fide/webcam-desk-1.jpg');
  return frameOf(sharp(file).resize(960, 720));
}

/** The picture itself, as if it were the scene. */
function pictureAround(picture: Frame): Surface {
  const scene = pictureSurface(picture);
  return (u, v, light) => scene(u + picture.width / 2, v + picture.height / 2, light);
}

const SIZE = { width: 420, height: 460 };
/** The face of that picture is about so far from its middle, in its pixels. */
const FACE_AT = { x: 65, y: 68 };

describe('the dots of an instrument', () => {
  /** The picture through the simulated camera: shown by nothing, by a screen's pixels or by a print's dots, `pitch` camera pixels apart. */
  async function photographed(kind: 'none' | 'screen' | 'print', pitch: number, blur: number) {
    const picture = await shownPicture();
    const camera = { ...goodCamera, ...SIZE, blur };
    const sample = 1 / (pitch * camera.samples);
    const surface =
      kind === 'none'
        ? pictureAround(picture)
        : kind === 'screen'
          ? screenSurface(picture, { zoom: pitch, sample, ...lcd })
          : printSurface(picture, { zoom: pitch, dots: 'screened' });
    const looking = viewpointOf(SIZE, 1 / pitch, 0.07);
    const atFace: typeof looking = (x, y) => {
      const [u, v] = looking(x, y);
      return [u + FACE_AT.x / pitch, v + FACE_AT.y / pitch];
    };
    return photograph(surface, atFace, camera, createRandom(7));
  }

  const isDenied = ({ 'dot-grid': strength }: Awaited<ReturnType<typeof strengths>>) =>
    (strength ?? Number.NaN) >= cuePolicy['dot-grid'].denyAt;

  it.each([
    ['screen', 1.6, true],
    ['screen', 1.3, true],
    // Too fine for pixels and lens: nothing of it reaches the sensor.
    ['screen', 1.1, false],
    ['screen', 0.45, false],
    ['print', 1.3, true],
    ['none', 1, false],
  ] as const)(
    'of a %s, %f camera pixels apart, are seen: %s',
    async (kind, pitch, isSeen) => {
      const picture = await photographed(kind, pitch, goodCamera.blur);
      expect(isDenied(await strengths(picture))).toBe(isSeen);
    },
    120_000,
  );

  it('are seen where the models take the picture for that of a person, compressed as it is', async () => {
    const taken = await photographed('screen', 1.35, goodCamera.blur);
    const raw = { width: taken.width, height: taken.height, channels: 4 } as const;
    const jpeg = await sharp(taken.data, { raw }).jpeg({ quality: 85 }).toBuffer();
    const picture = await frameOf(sharp(jpeg));
    const { pad } = await inference.analyze(picture, { ...FACES_ONLY, pad: true }, signal);
    expect(pad.kind === 'scored' && pad.score >= stillFusion(0.6, false).bonaFideAt).toBe(true);
    expect(isDenied(await strengths(picture))).toBe(true);
  }, 120_000);

  it('are gone where the lens is out of focus', async () => {
    expect(isDenied(await strengths(await photographed('screen', 1.6, 1.8)))).toBe(false);
  }, 120_000);
});

describe('the rim of an instrument', () => {
  it.each([
    ['attack/replay/minivision-f2.jpg', true],
    ['attack/replay/minivision-c3e-f2.jpg', false],
    ['attack/print/paper-held.jpg', false],
  ])('of %s is seen: %s', async (file, isSeen) => {
    const read = await strengths(
      await frameOf(sharp(await assetPath(`samples/${file}`)).autoOrient()),
    );
    expect((read['enclosing-frame'] ?? 0) >= cuePolicy['enclosing-frame'].denyAt).toBe(isSeen);
  });

  it.each([
    ['a tablet', { width: 0.06, light: 0.01 }, true],
    ['a white frame', { width: 0.05, light: 0.8 }, true],
  ] as const)('of %s held before a person is seen: %s', async (_, rim, isSeen) => {
    const shown = await frameOf(
      sharp(await assetPath('samples/bona-fide/webcam-desk-1.jpg')).extract({
        left: 580,
        top: 340,
        width: 480,
        height: 620,
      }),
    );
    const behind = await frameOf(
      sharp(await assetPath('samples/bona-fide/webcam-desk-2.jpg')).resize(640, 480),
    );
    const looking = viewpointOf({ width: 640, height: 480 }, 2.2, 0.03);
    const surface = heldBefore(behind, { shown, rim, white: 0.9, black: 0.02, place: looking });
    const camera = { ...goodCamera, width: 640, height: 480, samples: 2 };
    const picture = photograph(surface, (x, y) => [x, y], camera, createRandom(3));
    const read = await strengths(picture);
    expect((read['enclosing-frame'] ?? 0) >= cuePolicy['enclosing-frame'].denyAt).toBe(isSeen);
  });
});
