// The page alone with a camera that is watched and obeys: Chromium's own or a drawn one, refused, late, or showing what it is told. Node.

import type { BrowserContext } from '@playwright/test';
import type { BootSettings, OfferedFrame } from '#core/protocol/index.ts';
import { launchChromium } from './chromium.ts';
import { openPageAlone, type PageAlone } from './page-alone.ts';
import { test as base } from './test.ts';

/** In a browser with two cameras that anybody may use. */
export const test = base.extend({
  context: async ({ playwright }, provide) => {
    const browser = await launchChromium(playwright, [
      '--use-fake-device-for-media-stream=device-count=2',
      '--use-fake-ui-for-media-stream',
    ]);
    await provide(await browser.newContext());
    await browser.close();
  },
});

/** A page that starts beside other work on a small machine. */
export const SLOWLY = { timeout: 30_000 };

declare global {
  /** Every track that the page was given. */
  var cameraTracks: MediaStreamTrack[];
  /** What a camera that is drawn shows. */
  var shownPicture: DrawnPicture;
  /** With which error a camera is refused; null where it is not. */
  var cameraRefusal: string | null;
}

type DrawnPicture = 'noise' | 'dusk' | 'still' | 'black';

interface Scene {
  /** In place of Chromium's own. */
  readonly picture?: DrawnPicture;
  /** The operator's choice. */
  readonly camera?: NonNullable<BootSettings['camera']>;
  readonly opensAfterMs?: number;
  /** The page has to find out how fast the camera is; else it remembers, as on every day but the first. */
  readonly isNew?: boolean;
  /** A file of the build that is not there. */
  readonly missing?: string;
}

interface Capture extends Pick<PageAlone, 'page' | 'show'> {
  readonly frames: readonly OfferedFrame[];
}

export async function open(
  context: BrowserContext,
  judge: () => Promise<void> = () => Promise.resolve(),
  { picture, camera, opensAfterMs = 0, isNew = false, missing }: Scene = {},
): Promise<Capture> {
  const frames: OfferedFrame[] = [];
  if (!isNew) await context.addInitScript(rememberMode);
  await context.addInitScript(watchTracks, { picture: picture ?? null, opensAfterMs });
  const onFrame = (frame: OfferedFrame): Promise<void> => {
    frames.push(frame);
    return judge();
  };
  const boot = { demo: false, locale: 'en', ...(camera && { camera }) } as const;
  const alone = await openPageAlone(context, {
    boot,
    onFrame,
    ...(missing === undefined ? {} : { missing }),
  });
  return { ...alone, frames };
}

/** Any camera was measured before, and is smooth in its first mode. Runs in the page. */
function rememberMode(): void {
  const read = localStorage.getItem.bind(localStorage);
  Storage.prototype.getItem = (key) => (key.startsWith('camera-mode ') ? '640x480@30' : read(key));
}

/** Notes the tracks that the page is given; the camera is Chromium's own or one that is drawn. Runs in the page. */
function watchTracks({
  picture,
  opensAfterMs,
}: {
  readonly picture: DrawnPicture | null;
  readonly opensAfterMs: number;
}): void {
  globalThis.cameraTracks = [];
  globalThis.cameraRefusal = null;
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    await new Promise((resolve) => {
      setTimeout(resolve, opensAfterMs);
    });
    if (cameraRefusal !== null) throw new DOMException('refused', cameraRefusal);
    const stream = picture === null ? await ask(constraints) : drawn();
    cameraTracks.push(...stream.getTracks());
    return stream;
  };
  if (picture !== null) globalThis.shownPicture = picture;

  function drawn(): MediaStream {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 480];
    const context = canvas.getContext('2d');
    const lumas = { noise: 120, dusk: 25, still: 120, black: 0 } as const;
    let count = 0;
    setInterval(() => {
      if (context === null) return;
      const luma = lumas[shownPicture];
      context.fillStyle = `rgb(${luma} ${luma} ${luma})`;
      context.fillRect(0, 0, 640, 480);
      count += 1;
      if (shownPicture === 'still' || shownPicture === 'black') return;
      context.fillStyle = 'rgb(40 40 40)';
      context.fillRect((count * 40) % 640, 0, 60, 480);
    }, 33);
    return canvas.captureStream(30);
  }
}
