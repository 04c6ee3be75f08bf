// How soon a subject sees on the rim that they have moved: from the picture before the camera to the page's own feedback, whatever the main
// side is doing. The times are printed, and no slow day fails them.

import type { BrowserContext, Page } from '@playwright/test';
import sharp from 'sharp';
import { loadModels } from '#electron/inference/models.ts';
import { createPipeline } from '#electron/inference/pipeline.ts';
import { RESTING, type Pose } from '#renderer/demo/puppet-pose.ts';
import { createStage } from '#renderer/demo/stage.ts';
import { openMaterials, PORTRAITS, type Model } from './attacks/materials.ts';
import { testLibrary } from './support/assets.ts';
import { openPageAlone } from './support/page-alone.ts';
import { expect, test } from './support/test.ts';

const MOVES = 30;
/** How long a kiosk on two cores takes to judge a frame. */
const JUDGING_MS = 60;

test('the page shows a motion before the main side has said anything of it', async ({
  context,
}) => {
  const model = await portrait();
  await standIn(context, [await pictureOf(model, {}), await pictureOf(model, { yaw: 18 })]);
  const { page, show } = await openPageAlone(context, {
    boot: { demo: false, locale: 'en' },
    onFrame: () =>
      new Promise((resolve) => {
        setTimeout(resolve, JUDGING_MS);
      }),
  });
  await show({ phase: 'positioning', hint: null, progress: 0 });
  await expect(page.getByText('Good. Stay like this')).toBeVisible({ timeout: 30_000 });
  await page.waitForTimeout(2000);
  await show({
    phase: 'active',
    hint: null,
    challenge: { action: 'LOOK LEFT', progress: 0, passed: 0, total: 2, timeLeft: 1 },
  });

  const moves: Delay[] = [];
  for (let i = 0; i < MOVES; i += 1) {
    await seenAfter(page, 0, 'still');
    moves.push(await seenAfter(page, 1, 'moving'));
    // Not in step with the camera.
    await page.waitForTimeout((i * 37) % 100);
  }
  console.log(`frame to feedback, ms: ${told(moves.map(({ fromFrame }) => fromFrame))}`);
  console.log(`motion to feedback, ms: ${told(moves.map(({ fromMotion }) => fromMotion))}`);
  expect(moves.every(({ fromFrame, fromMotion }) => fromFrame < fromMotion)).toBe(true);
});

/** Until the screen that shows it is painted, in milliseconds. */
interface Delay {
  /** From when the camera's picture changed. */
  readonly fromMotion: number;
  /** From when the page had taken the frame that showed it. */
  readonly fromFrame: number;
}

function told(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b).map(Math.round);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, worst ${at(1)}`;
}

async function portrait(): Promise<Model> {
  const { sessions } = await loadModels(await testLibrary(), AbortSignal.timeout(60_000));
  return openMaterials(createPipeline(sessions, { detectorSide: 320 })).model(PORTRAITS[0]);
}

async function pictureOf(model: Model, pose: Partial<Pose>): Promise<string> {
  const { width, height } = model.still;
  const target = { width, height, pixels: new Uint32Array(width * height) };
  createStage({ ...model, seed: 1, grain: false }).draw(
    { pose: { ...RESTING, ...pose }, aside: 0 },
    target,
  );
  const raw = { width, height, channels: 4 } as const;
  const jpeg = await sharp(Buffer.from(target.pixels.buffer), { raw }).jpeg().toBuffer();
  return jpeg.toString('base64');
}

declare global {
  /** Holds one of the pictures before the stand-in's camera. */
  var holdUp: (picture: number) => void;
  /** When the page last gave a frame to its landmarker. */
  var lookedAt: number;
}

/** A camera of 30 frames a second that shows one of these pictures. */
async function standIn(context: BrowserContext, pictures: readonly string[]): Promise<void> {
  await context.addInitScript((jpegs) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 480];
    const draw = canvas.getContext('2d');
    const bitmaps = Promise.all(
      jpegs.map((jpeg) =>
        createImageBitmap(
          new Blob([Uint8Array.from(atob(jpeg), (character) => character.charCodeAt(0))]),
        ),
      ),
    );
    globalThis.Worker = class extends Worker {
      override postMessage(
        message: { readonly type?: string },
        options?: Transferable[] | StructuredSerializeOptions,
      ): void {
        if (message.type === 'look') globalThis.lookedAt = performance.now();
        if (Array.isArray(options)) super.postMessage(message, options);
        else super.postMessage(message, options);
      }
    };
    let held = 0;
    globalThis.holdUp = (picture) => {
      held = picture;
    };
    navigator.mediaDevices.getUserMedia = async () => {
      const loaded = await bitmaps;
      setInterval(() => {
        const bitmap = loaded[held];
        if (bitmap !== undefined) draw?.drawImage(bitmap, 0, 0);
      }, 1000 / 30);
      return canvas.captureStream(30);
    };
  }, pictures);
}

/** Holds the picture up, and resolves when the rim says so. */
function seenAfter(page: Page, picture: number, as: 'still' | 'moving'): Promise<Delay> {
  return page.evaluate(
    async ([shown, wanted]) => {
      const arc = document.querySelector<SVGElement>('.rim__side');
      if (arc === null) throw new Error('nothing is asked for');
      const start = performance.now();
      holdUp(shown);
      const share = (): number => Number(arc.style.getPropertyValue('--value'));
      const isShown = (): boolean => (wanted === 'moving' ? share() > 0.25 : share() < 0.1);
      const frameAt = isShown()
        ? start
        : await new Promise<number>((resolve) => {
            const observer = new MutationObserver(() => {
              if (!isShown()) return;
              observer.disconnect();
              resolve(lookedAt);
            });
            observer.observe(arc, { attributes: true });
          });
      await new Promise(requestAnimationFrame);
      const painted = performance.now();
      return { fromMotion: painted - start, fromFrame: painted - frameAt };
    },
    [picture, as] as const,
  );
}
