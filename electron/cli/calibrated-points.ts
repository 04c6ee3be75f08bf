// The operating points that `calibrate` fitted to this kiosk's camera, for judging files by. CLI process.

import type { Judging } from '#core/fusion/index.ts';
import { otherModels, refusalOf, type CalibratedPoint } from '#electron/evaluation/calibration.ts';
import { calibrationPath, readCalibration } from '#electron/evaluation/calibration-file.ts';
import type { ModelHashes } from '#electron/session/ports.ts';
import { BadInput } from './bad-input.ts';

/** Throws `BadInput` where there is no calibration, or one that the kiosk would refuse too. */
export async function calibratedPoints(
  dataFolder: string,
  models: ModelHashes,
): Promise<NonNullable<Judging['calibrated']>> {
  const path = calibrationPath(dataFolder);
  const reading = await readCalibration(dataFolder);
  if (reading.kind === 'none') {
    throw new BadInput('BAD_ARGUMENT', `${path}: there is none; run: gatelight calibrate`);
  }
  if (reading.kind === 'unusable') throw new BadInput('BAD_ARGUMENT', reading.line);
  const { calibration } = reading;
  const others = otherModels(calibration, models);
  if (others.length > 0) throw new BadInput('BAD_ARGUMENT', refusalOf(path, others));
  return { still: pointsOf(calibration.still), clip: pointsOf(calibration.fusion) };
}

const pointsOf = (point: CalibratedPoint | null) =>
  point && { bonaFideAt: point.bonaFideAt, attackAt: point.attackAt };
