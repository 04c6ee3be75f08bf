// Attacks of the battery through the whole product: Chromium's fake capture device, the page, the services, the door; production
// policy. The operator has let virtual cameras pass, or nothing would be looked at. The device plays a file that knows nothing of the
// prompts, over and over; `npm run attacks` has the instruments that can read.

import { mkdir } from 'node:fs/promises';
import sharp from 'sharp';
import type { Action } from '#core/challenge/index.ts';
import type { Reason } from '#core/session/index.ts';
import { held, somePrint, someScreen, turnedAsAsked } from './attacks/held.ts';
import type { Instrument } from './attacks/optics.ts';
import { MOMENTS } from './attacks/people.ts';
import { CAMERA, type Pixels } from './attacks/presentation.ts';
import { assetPath } from './support/assets.ts';
import { launchChromium, openKiosk } from './support/chromium.ts';
import {
  allowingVirtual,
  FAKE_CAMERA_FPS,
  fakeCamera,
  fakeCameraOf,
} from './support/fake-camera.ts';
import { isLong } from './support/length.ts';
import { expect, test } from './support/test.ts';

interface PageAttack {
  readonly name: string;
  /** Writes what the camera shows into the folder; resolves with Chromium's arguments. */
  readonly camera: (folder: string) => Promise<readonly string[]>;
}

const CLIP = 'video/blinks-smiles-nods.mp4';

/** A head in these never turns, and a turn is always asked for. */
const CLIPS = isLong
  ? [CLIP, 'video/blinks-gaze-smile.mp4', 'video/selfie-talks-smiles.mp4']
  : [CLIP];
const SEEDS = isLong ? [1, 2, 3, 4] : [1];

const ATTACKS: readonly PageAttack[] = [
  ...CLIPS.map((clip) => ({
    name: `the recording ${clip}, looped,`,
    camera: (folder: string) => fakeCamera(`samples/${clip}`, folder),
  })),
  {
    name: 'a recording cut to one action after another',
    camera: (folder) => fakeCamera(`samples/${CLIP}`, folder, cutsOf(CLIP)),
  },
  ...SEEDS.flatMap((seed) => [
    {
      name: `a print that is turned and tilted as a plane (seed ${seed})`,
      camera: (folder: string) => moved(somePrint(seed), seed, folder),
    },
    ...(isLong
      ? [
          {
            name: `a still on a screen that is turned and tilted as a plane (seed ${seed})`,
            camera: (folder: string) => moved(someScreen(seed), seed, folder),
          },
        ]
      : []),
  ]),
];

for (const { name, camera } of ATTACKS) {
  test(`${name} before the camera does not open the door`, async ({
    appliance,
    playwright,
  }, testInfo) => {
    test.setTimeout(150_000);
    const folder = testInfo.outputPath();
    await mkdir(folder, { recursive: true });
    await using browser = await launchChromium(playwright, await camera(folder));
    const kiosk = await appliance({
      args: ['--no-browser', '--unsandboxed', '--messages'],
      data: await allowingVirtual(folder),
    });
    const page = await openKiosk(kiosk, await browser.newContext());
    const { decisionId } = await kiosk.session();

    expect(kiosk.log()).toMatchObject([
      { id: decisionId, host: 'kiosk', policy: { name: 'production' }, decision: 'deny' },
    ]);
    // The attack was turned away for what it is, not because something broke.
    const reasons = kiosk.log()[0]?.reasons ?? [];
    expect(reasons.filter((reason) => FAULTS.includes(reason))).toEqual([]);
    process.stdout.write(`${name}: ${reasons.join()}\n`);
    expect(await kiosk.pulses()).toEqual([]);
    await expect(page.getByText('The door stays closed')).toBeVisible();
  });
}

const FAULTS: readonly string[] = [
  'cancelled',
  'camera-changed',
  'frames-stale',
  'inference-failed',
  'input-ended',
  'log-failed',
] satisfies readonly Reason[];

/** From shortly before each kind of action to its end, a second or two each. */
function cutsOf(clip: string): readonly { readonly from: number; readonly to: number }[] {
  const ofClip = MOMENTS.filter(({ recording }) => recording === clip);
  const firsts = new Map(ofClip.toReversed().map(({ action, at }) => [action, at]));
  return [...firsts.values()].map((at) => ({ from: at - 0.6, to: at + 1.4 }));
}

const WAYS: readonly Action[] = ['LOOK LEFT', 'LOOK UP', 'LOOK RIGHT', 'LOOK DOWN'];
/** Held still while a kiosk would judge, then turned one way after another. */
const STILL_MS = 1500;
const WAY_MS = 1200;

/** A still on paper or on a screen in front of a grey wall, turned by 50° each way in turn. */
async function moved(
  instrument: Instrument,
  seed: number,
  folder: string,
): Promise<readonly string[]> {
  const picture = await webcamStill();
  const wall: Pixels = {
    ...CAMERA,
    data: new Uint8Array(4 * CAMERA.width * CAMERA.height).fill(128),
  };
  const presentation = held({
    room: wall,
    picture: { pictureAt: () => picture },
    instrument,
    seed,
    answer: turnedAsAsked(50),
  });
  function* pictures(): Iterable<Pixels> {
    const lasts = STILL_MS + WAYS.length * WAY_MS;
    for (let at = 0; at < lasts; at += 1000 / FAKE_CAMERA_FPS) {
      const turn = (at - STILL_MS) / WAY_MS;
      // The first half of each turn towards it, the second half back.
      const action = turn >= 0 && turn % 1 < 0.7 ? (WAYS[Math.floor(turn)] ?? null) : null;
      const shown = presentation.pictureAt(at, { phase: 'active', action, over: false });
      if (shown !== null) yield shown;
    }
  }
  return fakeCameraOf(pictures(), folder);
}

async function webcamStill(): Promise<Pixels> {
  const { width, height } = CAMERA;
  const data = await sharp(await assetPath('samples/bona-fide/webcam-desk-1.jpg'))
    .autoOrient()
    .resize(width, height, { fit: 'cover' })
    .ensureAlpha()
    .raw()
    .toBuffer();
  return { width, height, data: new Uint8Array(data) };
}
