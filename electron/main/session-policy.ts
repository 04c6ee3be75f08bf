// The policy that a kiosk runs: by the operator's settings, with this camera's calibration. Main process of either host.

import {
  allowingMedicalMasks,
  productionPolicy,
  simulatedPolicy,
  strictPolicy,
} from '#core/session/index.ts';
import type { SessionPolicy } from '#core/session/index.ts';
import { calibrated, otherModels, refusalOf } from '#electron/evaluation/calibration.ts';
import { calibrationPath, readCalibration } from '#electron/evaluation/calibration-file.ts';
import { openAssets } from '#electron/inference/assets.ts';
import type { Settings } from './settings.ts';

export interface ChosenPolicy {
  readonly policy: SessionPolicy;
  /** Of `calibration.json`; null with the default operating points. */
  readonly calibrationSha256: string | null;
}

export interface PolicyPlace {
  /** A demo runs policy `simulated`, whatever the settings say. */
  readonly demo: boolean;
  readonly data: string;
  /** The installation: the folder that holds `models/`. */
  readonly root: string;
}

const POLICIES = { balanced: productionPolicy, strict: strictPolicy } as const;

function policyOf({ fusion, medicalMask }: Settings['policy']): SessionPolicy {
  return medicalMask === 'allowed' ? allowingMedicalMasks(POLICIES[fusion]) : POLICIES[fusion];
}

/** The policy; or one line that says why the calibration must not be used. */
export async function choosePolicy(
  { demo, data, root }: PolicyPlace,
  settings: Settings,
): Promise<ChosenPolicy | string> {
  const { extended, extendedPulseMs, pulseMs } = settings.door;
  const doorPulseMs = extended ? extendedPulseMs : pulseMs;
  // The demo's camera is no camera: nothing that was fitted to one holds for it.
  const reading = demo ? ({ kind: 'none' } as const) : await readCalibration(data);
  if (reading.kind === 'unusable') return reading.line;
  const base = {
    ...(demo ? simulatedPolicy : policyOf(settings.policy)),
    doorPulseMs,
    extendedDoorPulseMs: extendedPulseMs,
  };
  if (reading.kind === 'none') return { policy: base, calibrationSha256: null };
  const { calibration, sha256 } = reading;
  const others = otherModels(
    calibration,
    await listedModels(root, Object.keys(calibration.models)),
  );
  return others.length === 0
    ? { policy: calibrated(base, calibration), calibrationSha256: sha256 }
    : refusalOf(calibrationPath(data), others);
}

/** SHA-256 of these models by the manifest's word; empty strings where it has none, which inference will say. */
async function listedModels(
  root: string,
  models: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const opening = await openAssets(root);
  const assets = opening.kind === 'fault' ? [] : opening.library.manifest.assets;
  const listed = new Map(assets.map(({ model, sha256 }) => [model, sha256]));
  return Object.fromEntries(models.map((model) => [model, listed.get(model) ?? '']));
}
