// The models of the pipeline: which files they are, verified and loaded into onnxruntime. Inference process.

import { InferenceSession } from 'onnxruntime-node';
import { PAD_MODELS } from '#core/pad/index.ts';
import { loadAsset, type AssetLibrary } from './assets.ts';
import { ModelsUnavailable } from './models-unavailable.ts';

/** In the order in which a frame meets them. The names are the manifest's. */
export const MODELS = [
  'yunet_n_dynamic',
  'face_landmarks_478',
  ...PAD_MODELS,
  'mobilefacenet_128',
] as const;
export type ModelName = (typeof MODELS)[number];

export type Sessions = Readonly<Record<ModelName, InferenceSession>>;

/** Verified models, ready to run. */
export interface LoadedModels {
  readonly sessions: Sessions;
  /** SHA-256 of each, by its name. */
  readonly hashes: Readonly<Record<ModelName, string>>;
}

/** Loads each model from the very bytes that were hashed. One thread each: a kiosk's other cores belong to the page. */
export async function loadModels(
  library: AssetLibrary,
  signal: AbortSignal,
): Promise<LoadedModels> {
  const load = async (name: ModelName) => {
    const asset = await loadAsset(fileOf(name, library), library, signal);
    if (asset.kind === 'fault') throw new ModelsUnavailable(asset);
    return { session: await createSession(asset.bytes), sha256: asset.sha256 };
  };
  const [yunet, landmarks, minifas, minifasnet, embedder] = await Promise.all([
    load('yunet_n_dynamic'),
    load('face_landmarks_478'),
    load('minifas_v2_se_128'),
    load('minifasnet_v2_80'),
    load('mobilefacenet_128'),
  ]);
  return {
    sessions: {
      yunet_n_dynamic: yunet.session,
      face_landmarks_478: landmarks.session,
      minifas_v2_se_128: minifas.session,
      minifasnet_v2_80: minifasnet.session,
      mobilefacenet_128: embedder.session,
    },
    hashes: {
      yunet_n_dynamic: yunet.sha256,
      face_landmarks_478: landmarks.sha256,
      minifas_v2_se_128: minifas.sha256,
      minifasnet_v2_80: minifasnet.sha256,
      mobilefacenet_128: embedder.sha256,
    },
  };
}

export async function releaseModels(sessions: Sessions): Promise<void> {
  await Promise.all(Object.values(sessions).map((session) => session.release()));
}

function fileOf(name: ModelName, { manifest }: AssetLibrary): string {
  return manifest.assets.find((asset) => asset.model === name)?.file ?? `models/${name}.onnx`;
}

const createSession = (bytes: Uint8Array): Promise<InferenceSession> =>
  InferenceSession.create(bytes, {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
  });
