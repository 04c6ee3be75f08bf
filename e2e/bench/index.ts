// `npm run -s bench [-- --record DATE]`: what one frame costs, with the bare models in the same run as yardstick. Prints one JSON
// object, and appends it to docs/bench/history.jsonl when it is to be recorded. Node.

import { loadavg } from 'node:os';
import type { Detection, Frame } from '#core/frame/index.ts';
import { landmarkerCrop, ms } from '#core/frame/index.ts';
import { createEmbedder } from '#electron/inference/embedder.ts';
import { createLandmarker } from '#electron/inference/landmarker.ts';
import { loadModels, releaseModels } from '#electron/inference/models.ts';
import { createMinifas, createMinifasnet } from '#electron/inference/pad-models.ts';
import { createPipeline } from '#electron/inference/pipeline.ts';
import { createDetector } from '#electron/inference/yunet.ts';
import { testLibrary } from '../support/assets.ts';
import { allocatedPerCall } from './allocation.ts';
import { createBareModels } from './bare-models.ts';
import { cameraFrame } from './camera-frame.ts';
import { recordRun } from './history.ts';
import { measureLargeStill } from './large-still.ts';
import { measurePairs, measureStage, quantiles } from './timing.ts';
import { readOptions } from '../support/options.ts';

const PAIRS = 150;
const STAGE_RUNS = 60;
const ALLOCATION_RUNS = 40;
const LARGE_RUNS = 25;

const PASSIVE = { landmarks: false, pad: true, embedding: false };
const WITH_LANDMARKS = { landmarks: true, pad: true, embedding: false };
const EVERYTHING = { landmarks: true, pad: true, embedding: true };

const { record } = readOptions({ options: { record: { type: 'string' } } });
const { sessions } = await loadModels(await testLibrary(), AbortSignal.timeout(30_000));
const frame = await cameraFrame();
const judge = createPipeline(sessions, { detectorSide: 320 });
// Each frame is a new one to the pipeline, as a camera's is: landmarks are tracked from the last.
let taken = 0;
const next = (): Frame => ({ ...frame, capturedAt: ms((taken += 33)) });

const [face] = (await judge(next(), PASSIVE)).faces;
if (face === undefined) throw new Error('no face in the frame of the benchmark');
const bareModels = createBareModels(sessions, frame, face.box);
const pairs = await measurePairs(() => judge(next(), PASSIVE), bareModels, PAIRS);
const report = {
  passive: quantiles(pairs.first),
  bareModels: quantiles(pairs.second),
  ratio: pairs.medianRatio,
  // Where other programs run, time says little and processor time more.
  processor: pairs.processor,
  loadAverage: loadavg()[0],
  threads: 1,
  models: ['yunet_n_dynamic@320x256', 'minifas_v2_se_128', 'minifasnet_v2_80'],
  frame: `${frame.width}x${frame.height}`,
  pairs: PAIRS,
  withLandmarks: await measureStage(() => judge(next(), WITH_LANDMARKS), STAGE_RUNS),
  everything: await measureStage(() => judge(next(), EVERYTHING), STAGE_RUNS),
  stages: await stages(face),
  // `check` on a JPEG of 12 megapixels.
  largeStill: await measureLargeStill(LARGE_RUNS),
  allocation: {
    bytesPerPassiveFrame: await allocatedPerCall(() => judge(next(), PASSIVE), ALLOCATION_RUNS),
    bytesPerBareModels: await allocatedPerCall(bareModels, ALLOCATION_RUNS),
    measuredBy: 'V8 sampling heap profiler, garbage included; JavaScript heap only',
  },
  residentMegabytes: Math.round(process.memoryUsage.rss() / 1e6),
};
process.stdout.write(`${JSON.stringify(report)}\n`);
if (record !== undefined) recordRun(record, report);
await releaseModels(sessions);

/** Each model with the crop and resampling that belong to it. */
async function stages(face: Detection) {
  const detect = createDetector(sessions.yunet_n_dynamic, 320);
  const minifas = createMinifas(sessions.minifas_v2_se_128);
  const minifasnet = createMinifasnet(sessions.minifasnet_v2_80);
  const landmark = createLandmarker(sessions.face_landmarks_478);
  const embed = createEmbedder(sessions.mobilefacenet_128);
  const crop = landmarkerCrop(face.box, face.points);
  return {
    yunet_n_dynamic: await measureStage(() => detect(frame), STAGE_RUNS),
    minifas_v2_se_128: await measureStage(() => minifas(frame, face.box), STAGE_RUNS),
    minifasnet_v2_80: await measureStage(() => minifasnet(frame, face.box), STAGE_RUNS),
    face_landmarks_478: await measureStage(() => landmark(frame, crop), STAGE_RUNS),
    mobilefacenet_128: await measureStage(() => embed(frame, face.points), STAGE_RUNS),
  };
}
