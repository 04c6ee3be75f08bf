// `npm run -s bench`: what one frame costs, with the bare models on the same machine as yardstick. Prints one JSON object. Node.

import { Tensor } from 'onnxruntime-node';
import type { Frame } from '#core/frame/index.ts';
import { largestFirst, landmarkerCrop, ms } from '#core/frame/index.ts';
import { createEmbedder } from '#electron/inference/embedder.ts';
import { createLandmarker } from '#electron/inference/landmarker.ts';
import { loadModels, releaseModels, type Sessions } from '#electron/inference/models.ts';
import { createMinifas, createMinifasnet } from '#electron/inference/pad-models.ts';
import { createPipeline } from '#electron/inference/pipeline.ts';
import { createDetector } from '#electron/inference/yunet.ts';
import { testLibrary } from '../support/assets.ts';
import { allocatedPerCall } from './allocation.ts';
import { cameraFrame } from './camera-frame.ts';
import { measurePairs, measureStage, quantiles } from './timing.ts';

const PAIRS = 150;
const STAGE_RUNS = 60;
const ALLOCATION_RUNS = 40;

const PASSIVE = { landmarks: false, pad: true, embedding: false };
const WITH_LANDMARKS = { landmarks: true, pad: true, embedding: false };
const EVERYTHING = { landmarks: true, pad: true, embedding: true };

const { sessions } = await loadModels(await testLibrary(), AbortSignal.timeout(30_000));
const frame = await cameraFrame();
const judge = createPipeline(sessions, { detectorSide: 320 });
// Each frame is a new one to the pipeline, as a camera's is: landmarks are tracked from the last.
let taken = 0;
const next = (): Frame => ({ ...frame, capturedAt: ms((taken += 33)) });

const pairs = await measurePairs(() => judge(next(), PASSIVE), bareModels(sessions), PAIRS);
const report = {
  passive: quantiles(pairs.first),
  bareModels: quantiles(pairs.second),
  ratio: pairs.medianRatio,
  threads: 1,
  models: ['yunet_n_dynamic@320x256', 'minifas_v2_se_128', 'minifasnet_v2_80'],
  frame: `${frame.width}x${frame.height}`,
  pairs: PAIRS,
  withLandmarks: await measureStage(() => judge(next(), WITH_LANDMARKS), STAGE_RUNS),
  everything: await measureStage(() => judge(next(), EVERYTHING), STAGE_RUNS),
  stages: await stages(),
  allocation: {
    bytesPerPassiveFrame: await allocatedPerCall(() => judge(next(), PASSIVE), ALLOCATION_RUNS),
    bytesPerBareModels: await allocatedPerCall(bareModels(sessions), ALLOCATION_RUNS),
    measuredBy: 'V8 sampling heap profiler, garbage included; JavaScript heap only',
  },
  residentMegabytes: Math.round(process.memoryUsage.rss() / 1e6),
};
process.stdout.write(`${JSON.stringify(report)}\n`);
await releaseModels(sessions);

/** The models of the passive phase alone, on tensors that are never touched again. */
function bareModels({
  yunet_n_dynamic,
  minifas_v2_se_128,
  minifasnet_v2_80,
}: Sessions): () => Promise<void> {
  const tensor = (rows: number, columns: number) =>
    new Tensor('float32', new Float32Array(3 * rows * columns).fill(0.5), [1, 3, rows, columns]);
  const inputs = {
    detector: tensor(256, 320),
    minifas: tensor(128, 128),
    minifasnet: tensor(80, 80),
  };
  return async () => {
    await yunet_n_dynamic.run({ input: inputs.detector });
    await minifas_v2_se_128.run({ input: inputs.minifas });
    await minifasnet_v2_80.run({ input: inputs.minifasnet });
  };
}

/** Each model with the crop and resampling that belong to it. */
async function stages() {
  const detect = createDetector(sessions.yunet_n_dynamic, 320);
  const minifas = createMinifas(sessions.minifas_v2_se_128);
  const minifasnet = createMinifasnet(sessions.minifasnet_v2_80);
  const landmark = createLandmarker(sessions.face_landmarks_478);
  const embed = createEmbedder(sessions.mobilefacenet_128);
  const [face] = largestFirst(await detect(frame));
  if (face === undefined) throw new Error('no face in the frame of the benchmark');
  const crop = landmarkerCrop(face.box, face.points);
  return {
    yunet_n_dynamic: await measureStage(() => detect(frame), STAGE_RUNS),
    minifas_v2_se_128: await measureStage(() => minifas(frame, face.box), STAGE_RUNS),
    minifasnet_v2_80: await measureStage(() => minifasnet(frame, face.box), STAGE_RUNS),
    face_landmarks_478: await measureStage(() => landmark(frame, crop), STAGE_RUNS),
    mobilefacenet_128: await measureStage(() => embed(frame, face.points), STAGE_RUNS),
  };
}
