// `calibration.json` in the data folder: read whole or not at all, replaced in one step. Main process, CLI.

import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { calibrationSchema, type Calibration } from './calibration.ts';

export type CalibrationReading =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'calibrated';
      readonly calibration: Calibration;
      /** Of the file's bytes: what the kiosk shows and the operator compares. */
      readonly sha256: string;
    }
  /** One line that names the file and what is wrong with it. */
  | { readonly kind: 'unusable'; readonly line: string };

export const calibrationPath = (dataFolder: string): string => join(dataFolder, 'calibration.json');

/** No file means that the defaults hold. */
export async function readCalibration(dataFolder: string): Promise<CalibrationReading> {
  const path = calibrationPath(dataFolder);
  const unusable = (why: string): CalibrationReading => ({
    kind: 'unusable',
    line: `${path}: ${why}; run: gatelight calibrate, or delete it`,
  });
  const text = await readFile(path, 'utf8').catch(codeOf);
  if (typeof text !== 'string') {
    return text.code === 'ENOENT' || text.code === 'ENOTDIR'
      ? { kind: 'none' }
      : unusable(`cannot be read (${text.code})`);
  }
  const parsed = calibrationSchema.safeParse(parseJson(text));
  if (parsed.success) return { kind: 'calibrated', calibration: parsed.data, sha256: hash(text) };
  const [issue] = parsed.error.issues;
  return unusable(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'malformed'}`);
}

/** Durable when it resolves; a power cut leaves the old file or the new one. Resolves with its SHA-256. */
export async function writeCalibration(
  dataFolder: string,
  calibration: Calibration,
): Promise<string> {
  const text = `${JSON.stringify(calibrationSchema.parse(calibration), null, 2)}\n`;
  const path = calibrationPath(dataFolder);
  const draft = `${path}.${process.pid}`;
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  try {
    await writeDurably(draft, text);
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
  return hash(text);
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

function codeOf(error: unknown): { readonly code: string } {
  if (error instanceof Error && 'code' in error) return { code: String(error.code) };
  throw error;
}

/** Undefined for what is no JSON, which then is no calibration either. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
