// Calibration at the desk: presentations recorded with this very camera, fitted as `gatelight calibrate` fits them. Main process.

import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fitPolicy } from '#core/metrics/index.ts';
import { PAI_SPECIES, type PaiSpecies } from '#core/pad/index.ts';
import type { OperatorAnswers } from '#core/protocol/index.ts';
import type { Handlers } from './asks.ts';
import type { Attendance } from './attendance.ts';
import { recordClip } from './recording.ts';
import { busy, messageOf, unavailable } from './refused.ts';

type CalibrationAsk =
  'calibrate:state' | 'calibrate:collect' | 'calibrate:fit' | 'calibrate:discard';
type State = OperatorAnswers['calibrate:state'];
type Fit = OperatorAnswers['calibrate:fit'];

export interface CalibrationOptions {
  readonly data: string;
  readonly attendance: Attendance;
  /** A line where the kiosk does not take what it finds; then there is none any more. */
  readonly recompose: () => Promise<string | null>;
  readonly onLost: (line: string) => void;
}

export interface CalibrationDesk {
  readonly handlers: Handlers<CalibrationAsk>;
  /** Nobody sits there any more: a fit under way is stopped. */
  readonly end: () => void;
}

export function createCalibrationDesk(options: CalibrationOptions): CalibrationDesk {
  const { data, attendance } = options;
  const folder = join(data, 'calibration');
  let isBusy = false;
  let stop = new AbortController();

  async function alone<T>(run: () => Promise<T>): Promise<T> {
    if (isBusy) throw busy('a recording or a fit is under way');
    isBusy = true;
    try {
      return await run();
    } finally {
      isBusy = false;
    }
  }

  const partOf = (presented: 'bona-fide' | PaiSpecies): string =>
    presented === 'bona-fide' ? join(folder, presented) : join(folder, 'attack', presented);

  async function state(): Promise<State> {
    const attacks: Partial<Record<PaiSpecies, number>> = {};
    for (const species of PAI_SPECIES) {
      const clips = await countClips(partOf(species));
      if (clips > 0) attacks[species] = clips;
    }
    const bonaFide = await countClips(partOf('bona-fide'));
    return { bonaFide, attacks, needed: fitPolicy.minPerSide };
  }

  async function fit(keep: boolean, operator: string): Promise<Fit> {
    stop = new AbortController();
    const camera = attendance.kiosk().camera()?.label.slice(0, MAX_NAME) ?? null;
    const said = await fitted({ folder, data, camera }, stop.signal);
    if (said.kind !== 'fitted') {
      const lines =
        'lines' in said
          ? [...said.unscored, ...said.lines]
          : ['line' in said ? said.line : 'stopped'];
      return { kind: 'not-fitted', lines, sha256: null };
    }
    const { sha256 } = said;
    await attendance
      .kiosk()
      .appendEvent({ kind: 'calibrated', operator, calibrationSha256: sha256 });
    // They show people, and have done what they were made for.
    if (!keep) await rm(folder, { recursive: true, force: true });
    const refusal = await options.recompose();
    if (refusal !== null) {
      options.onLost(refusal);
      throw unavailable(refusal);
    }
    return { kind: 'fitted', lines: [...said.unscored, ...said.lines], sha256 };
  }

  return {
    end: () => stop.abort(),
    handlers: {
      'calibrate:state': state,
      'calibrate:collect': ({ presented }) =>
        alone(async () => {
          await recordClip(attendance, join(partOf(presented), `${randomUUID()}.mkv`));
          return state();
        }),
      'calibrate:fit': ({ keep }, { name }) => alone(() => fit(keep, name)),
      'calibrate:discard': () =>
        alone(async () => {
          await rm(folder, { recursive: true, force: true });
          return state();
        }),
    },
  };
}

/** What a calibration keeps of a camera's name. */
const MAX_NAME = 64;

interface ToFit {
  readonly folder: string;
  readonly data: string;
  readonly camera: string | null;
}

/** Loaded when it is asked for: judging brings media and statistics along. A packaged kiosk has none of them. */
async function fitted({ folder, data, camera }: ToFit, signal: AbortSignal) {
  try {
    const { calibrateFolder } = await import('#electron/judging/calibrate-folder.ts');
    const jobs = Math.max(1, Math.floor(availableParallelism() / 2));
    return await calibrateFolder({ folder, dataFolder: data, camera, jobs }, signal);
  } catch (cause) {
    throw unavailable(`${messageOf(cause)}; run: gatelight calibrate ${folder}`);
  }
}

/** 0 where there is no such folder. */
async function countClips(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith('.mkv')).length;
}
