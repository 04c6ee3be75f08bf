// MediaPipe's face landmarks, for instant feedback and for the demo camera's mesh; never for a verdict.
// Renderer, dedicated worker. One landmarker lives as long as the page: making it again and again leaks.

import { FaceLandmarker, type NormalizedLandmark } from '@mediapipe/tasks-vision';
import { eyeOpenness, mouthShape, ms, poseFromLandmarks } from '#core/frame/index.ts';
import type {
  FaceMesh,
  FaceReading,
  FromLandmarker,
  Pixels,
  ToLandmarker,
} from './landmarker-messages.ts';

/** Where the build puts MediaPipe's runtime and model, beside this worker. */
const ASSETS = new URL(/* @vite-ignore */ './mediapipe/', import.meta.url);

let lastAt = 0;

void serve();

async function serve(): Promise<void> {
  try {
    const landmarker = await createLandmarker();
    addEventListener('message', ({ data }: MessageEvent<ToLandmarker>) => answer(landmarker, data));
    send({ type: 'ready' });
  } catch (cause) {
    send({ type: 'failed', message: String(cause) });
  }
}

function answer(landmarker: FaceLandmarker, { type, picture, at }: ToLandmarker): void {
  const points = findFace(landmarker, picture, at);
  if (type === 'look') {
    const face = points && read(points, picture, at);
    send({ type: 'face', face, spare: picture.data.buffer }, [picture.data.buffer]);
  } else send({ type: 'mesh', mesh: points && survey(points, picture) });
}

/** CPU on purpose: in a browser without a graphics card the GPU delegate takes ten times as long (measured). */
function createLandmarker(): Promise<FaceLandmarker> {
  return FaceLandmarker.createFromOptions(
    {
      wasmLoaderPath: new URL('vision_wasm_module_internal.js', ASSETS).href,
      wasmBinaryPath: new URL('vision_wasm_module_internal.wasm', ASSETS).href,
    },
    {
      baseOptions: {
        modelAssetPath: new URL('face_landmarker.task', ASSETS).href,
        delegate: 'CPU',
      },
      runningMode: 'VIDEO',
      numFaces: 1,
    },
  );
}

function findFace(
  landmarker: FaceLandmarker,
  { data, width, height }: Pixels,
  at: number,
): readonly NormalizedLandmark[] | null {
  // MediaPipe refuses a time that does not grow.
  lastAt = Math.max(at, lastAt + 1);
  const { faceLandmarks } = landmarker.detectForVideo(new ImageData(data, width, height), lastAt);
  return faceLandmarks[0] ?? null;
}

function read(points: readonly NormalizedLandmark[], picture: Pixels, at: number): FaceReading {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  const mesh = { points: inPixels(points, picture) };
  const { right, left } = eyeOpenness(mesh);
  return {
    x,
    y,
    width: Math.max(...xs) - x,
    height: Math.max(...ys) - y,
    sample: {
      at: ms(at),
      pose: poseFromLandmarks(mesh),
      eyes: (right + left) / 2,
      mouth: mouthShape(mesh),
    },
  };
}

function survey(points: readonly NormalizedLandmark[], picture: Pixels): FaceMesh {
  const edges = FaceLandmarker.FACE_LANDMARKS_TESSELATION;
  return {
    landmarks: inPixels(points, picture),
    // Three edges a triangle, each beginning at a corner of its own.
    tesselation: Uint16Array.from(edges, (edge) => edge.start),
  };
}

/** MediaPipe's z has the scale of x. */
const inPixels = (points: readonly NormalizedLandmark[], { width, height }: Pixels): Float32Array =>
  Float32Array.from(points.flatMap(({ x, y, z }) => [x * width, y * height, z * width]));

function send(message: FromLandmarker, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}
