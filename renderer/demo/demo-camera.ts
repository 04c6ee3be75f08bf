// The demo camera: a canvas on which a puppet, animated from one still, answers the kiosk's prompts. It takes the place of
// getUserMedia where the host started the page as a demo, and nowhere else. Renderer.

import type { DemoScript } from '#core/protocol/index.ts';
import { CAMERA_SIZE, cameraOf, type Camera, type CameraFault } from '#renderer/capture/camera.ts';
import type { FaceMesh, Pixels } from '#renderer/capture/landmarker-messages.ts';
import { viewOf, type KioskStore } from '#renderer/session/store.ts';
import type { FromPuppet, ToPuppet } from './puppet-messages.ts';
import type { Picture } from './rasterise.ts';
import { cueOf } from './subject.ts';
import { drawTraits } from './traits.ts';

export interface DemoCameraParts {
  readonly store: KioskStore;
  /** Finds the face mesh of the still. */
  readonly survey: (picture: Pixels) => Promise<FaceMesh | null>;
}

/** A canvas has no name of its own; a door that is no demo's refuses this one. */
const NAME = 'Gatelight demo camera';
const STILL = './demo/subject.jpg';
const DEFAULT_SCRIPT: DemoScript = { seed: 1, behaviour: 'obeys' };
/** The texture is half as fine again as the picture, because turning stretches parts of it. */
const TEXTURE_SCALE = 1.5;

export async function openDemoCamera(
  { store, survey }: DemoCameraParts,
  signal: AbortSignal,
): Promise<Camera | CameraFault> {
  const bitmap = await fetchStill(signal);
  if (bitmap === null) return 'camera-missing';
  const still = rasterOf(bitmap, 1);
  const texture = rasterOf(bitmap, TEXTURE_SCALE);
  bitmap.close();
  const mesh = await survey({ ...still, data: still.data.slice() }).catch(() => null);
  if (mesh === null || signal.aborted) return 'camera-missing';

  const canvas = document.createElement('canvas');
  canvas.width = still.width;
  canvas.height = still.height;
  // In main memory: pictures come from there and frames are read back to there.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) return 'camera-missing';
  const worker = new Worker(new URL('./puppet.worker.ts', import.meta.url), { type: 'module' });
  const tell = (message: ToPuppet, transfer: Transferable[] = []): void =>
    worker.postMessage(message, transfer);

  worker.addEventListener('message', ({ data }: MessageEvent<FromPuppet>) => {
    const pixels = new Uint8ClampedArray(data.pixels);
    context.putImageData(new ImageData(pixels, still.width, still.height), 0, 0);
    tell({ type: 'drawn', pixels: data.pixels }, [data.pixels]);
  });
  const script = store.getState().boot.demoScript ?? DEFAULT_SCRIPT;
  const traits = drawTraits(script.seed);
  const begin = { still: pictureOf(still), texture: pictureOf(texture), mesh, script, traits };
  tell({ type: 'begin', ...begin });
  const forget = readScreen(store, tell);

  const camera = cameraOf(canvas.captureStream(traits.camera.fps));
  return {
    ...camera,
    opened: { ...camera.opened, label: NAME },
    [Symbol.dispose]() {
      forget();
      worker.terminate();
      camera[Symbol.dispose]();
    },
  };
}

/** The subject reads the same screen that a person would: the phase, the open prompt, the result. */
function readScreen(store: KioskStore, tell: (message: ToPuppet) => void): () => void {
  let shown = '';
  const read = (): void => {
    const view = viewOf(store.getState());
    if (view === null) return;
    const cue = cueOf(view);
    const key = JSON.stringify(cue);
    if (key === shown) return;
    shown = key;
    tell({ type: 'cue', cue });
  };
  read();
  return store.subscribe(read);
}

async function fetchStill(signal: AbortSignal): Promise<ImageBitmap | null> {
  try {
    const response = await fetch(STILL, { signal });
    return response.ok ? await createImageBitmap(await response.blob()) : null;
  } catch {
    return null;
  }
}

/** The still at so many times the camera's size, cropped to its shape around the middle. */
function rasterOf(bitmap: ImageBitmap, scale: number): Pixels {
  const width = CAMERA_SIZE.width * scale;
  const height = CAMERA_SIZE.height * scale;
  const zoom = Math.min(bitmap.width / width, bitmap.height / height);
  const context = new OffscreenCanvas(width, height).getContext('2d', { alpha: false });
  if (context === null) throw new Error('no canvas to scale the still with');
  context.imageSmoothingQuality = 'high';
  context.drawImage(
    bitmap,
    (bitmap.width - width * zoom) / 2,
    (bitmap.height - height * zoom) / 2,
    width * zoom,
    height * zoom,
    0,
    0,
    width,
    height,
  );
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}

const pictureOf = ({ width, height, data }: Pixels): Picture => ({
  width,
  height,
  pixels: new Uint32Array(data.buffer),
});
