// One frame through the models that a plan asks for, to everything that can be said of it. Inference process.

import {
  createAligner,
  createCoverMeter,
  createLightMeter,
  intersectionOverUnion,
  landmarkerCrop,
  landmarkerCropFrom,
  largestFirst,
  type Detection,
  type Frame,
  type Landmarks,
  type Ms,
  type Similarity,
} from '#core/frame/index.ts';
import {
  createNoveltyMeter,
  ensembleOf,
  padScore,
  unavailable,
  type PadEvidence,
  type PadModel,
  type PadScore,
} from '#core/pad/index.ts';
import type { AnalysisPlan, FrameAnalysis } from '#core/session/index.ts';
import { createEmbedder } from './embedder.ts';
import { createLandmarker } from './landmarker.ts';
import type { Sessions } from './models.ts';
import { BONA_FIDE_CLASS, createMinifas, createMinifasnet } from './pad-models.ts';
import { createDetector, type DetectorSide } from './yunet.ts';

/** The landmarks of an older frame are no guide to where the face is now. */
const TRACKING_GAP_MS = 300;
/** Overlap that the detected face must have with the one that the landmarks were found on. */
const TRACKING_OVERLAP = 0.5;

/** Where it is asked who somebody is; see `AnalysisPlan.closely`. */
const CLOSE_SIDE: DetectorSide = 640;

/** Judges frames one after another; never two at once, because each model has one input tensor. */
export type Pipeline = (frame: Frame, plan: AnalysisPlan) => Promise<FrameAnalysis>;

export interface PipelineOptions {
  readonly detectorSide: DetectorSide;
  /** Told of a model that failed on a frame; the frame's evidence says `model-failed`. */
  readonly onModelFault?: (model: keyof Sessions, cause: unknown) => void;
}

export function createPipeline(sessions: Sessions, options: PipelineOptions): Pipeline {
  const detect = createDetector(sessions.yunet_n_dynamic, options.detectorSide);
  const detectClosely = createDetector(sessions.yunet_n_dynamic, CLOSE_SIDE);
  const landmark = createLandmarker(sessions.face_landmarks_478);
  const embed = createEmbedder(sessions.mobilefacenet_128);
  const align = createAligner();
  const measureLight = createLightMeter();
  const measureCovers = createCoverMeter();
  const noveltyOf = createNoveltyMeter();
  const classify = {
    minifas_v2_se_128: createMinifas(sessions.minifas_v2_se_128),
    minifasnet_v2_80: createMinifasnet(sessions.minifasnet_v2_80),
  };
  let tracked: Tracked | null = null;

  async function judge(
    model: PadModel,
    frame: Frame,
    face: Detection,
  ): Promise<PadScore | 'failed'> {
    try {
      const classes = await classify[model](frame, face.box);
      return padScore(classes[BONA_FIDE_CLASS[model]] ?? NaN);
    } catch (cause) {
      options.onModelFault?.(model, cause);
      return 'failed';
    }
  }

  async function judgePad(frame: Frame, face: Detection): Promise<PadEvidence> {
    const minifas = await judge('minifas_v2_se_128', frame, face);
    const minifasnet = await judge('minifasnet_v2_80', frame, face);
    return ensembleOf({ minifas_v2_se_128: minifas, minifasnet_v2_80: minifasnet });
  }

  /** A model's result, or why there is none. */
  async function attempt<T>(model: keyof Sessions, run: () => Promise<T>) {
    try {
      return await run();
    } catch (cause) {
      options.onModelFault?.(model, cause);
      return unavailable('model-failed');
    }
  }

  /** What follows frame after frame, as the mesh and the novelty of a stream, is not told of it: it has been there before. */
  async function lookClosely(frame: Frame, startedAt: number): Promise<FrameAnalysis> {
    const faces = largestFirst(await detectClosely(frame));
    const [face] = faces;
    const notRequested = unavailable('not-requested');
    return {
      capturedAt: frame.capturedAt,
      size: { width: frame.width, height: frame.height },
      faces,
      light: face === undefined ? null : measureLight(frame, face.box),
      landmarks: notRequested,
      covers: null,
      pad: notRequested,
      embedding:
        face === undefined
          ? unavailable('no-face')
          : await attempt('mobilefacenet_128', () => embed(frame, face.points)),
      novelty: null,
      elapsedMs: performance.now() - startedAt,
    };
  }

  return async (given, plan) => {
    const startedAt = performance.now();
    const frame = align(given);
    if (plan.closely === true) return lookClosely(frame, startedAt);
    const faces = largestFirst(await detect(frame));
    const face = faces[0];
    const wanted = (asked: boolean) => (asked ? (face ?? 'no-face') : 'not-requested');

    const padFace = wanted(plan.pad);
    const pad = typeof padFace === 'string' ? unavailable(padFace) : await judgePad(frame, padFace);

    const meshFace = wanted(plan.landmarks);
    const landmarks =
      typeof meshFace === 'string'
        ? unavailable(meshFace)
        : await attempt('face_landmarks_478', () =>
            landmark(frame, cropFor(frame, meshFace, tracked)),
          );
    tracked =
      face !== undefined && landmarks.kind === 'landmarks'
        ? { at: frame.capturedAt, face, landmarks }
        : null;

    const templateFace = wanted(plan.embedding);
    const embedding =
      typeof templateFace === 'string'
        ? unavailable(templateFace)
        : await attempt('mobilefacenet_128', () => embed(frame, templateFace.points));

    return {
      capturedAt: frame.capturedAt,
      size: { width: frame.width, height: frame.height },
      faces,
      light: face === undefined ? null : measureLight(frame, face.box),
      landmarks,
      covers: landmarks.kind === 'landmarks' ? measureCovers(frame, landmarks) : null,
      pad,
      embedding,
      novelty: noveltyOf(frame),
      elapsedMs: performance.now() - startedAt,
    };
  };
}

/** The last mesh and the face it was found on. */
interface Tracked {
  readonly at: Ms;
  readonly face: Detection;
  readonly landmarks: Landmarks;
}

/** Around the last landmarks while they are fresh and of the same face, else around the detected face. */
function cropFor(frame: Frame, face: Detection, tracked: Tracked | null): Similarity {
  const isFresh =
    tracked !== null &&
    frame.capturedAt > tracked.at &&
    frame.capturedAt - tracked.at <= TRACKING_GAP_MS &&
    intersectionOverUnion(face.box, tracked.face.box) >= TRACKING_OVERLAP;
  return isFresh ? landmarkerCropFrom(tracked.landmarks) : landmarkerCrop(face.box, face.points);
}
