// Which engine judges: fingerprints of its sources, models and thresholds, so that verdicts of different engines never mix. CLI process.

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { fileFusion, type Judging } from '#core/fusion/index.ts';
import { cuePolicy } from '#core/pad/index.ts';
import { kioskCapturePolicy, stillCapturePolicy } from '#core/quality/index.ts';

export interface Engine {
  readonly version: string;
  /** Of the sources that judge, and of the versions of the packages that they stand on. */
  readonly sourcesSha256: string;
  /** By the model's name. */
  readonly models: Readonly<Record<string, string>>;
  readonly policySha256: string;
  /** Of all of these together. */
  readonly sha256: string;
}

const ROOT = join(import.meta.dirname, '../..');
/** What counts and draws does not judge, nor do tests. */
const NOT_JUDGING = /\.test\.|\/testing\/|^core\/metrics\/|^electron\/evaluation\//;

const packageFacts = z.object({
  version: z.string(),
  dependencies: z.record(z.string(), z.string()),
});

export function describeEngine(models: Engine['models'], judging: Judging): Engine {
  const { version, dependencies } = packageFacts.parse(
    JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')),
  );
  const sources = ['core', 'electron'].flatMap(sourcesIn).filter((file) => !NOT_JUDGING.test(file));
  const sourcesSha256 = sha256([
    JSON.stringify(dependencies),
    ...sources.flatMap((file) => [file, readFileSync(join(ROOT, file))]),
  ]);
  const policySha256 = sha256([JSON.stringify(policyOf(judging))]);
  const whole = [sourcesSha256, JSON.stringify(models), policySha256];
  return { version, sourcesSha256, models, policySha256, sha256: sha256(whole) };
}

/** Every threshold that a verdict on a file rests on. */
const policyOf = (judging: Judging) => ({
  cues: cuePolicy,
  still: { capture: stillCapturePolicy, fusion: fileFusion('still', judging) },
  clip: { frontal: kioskCapturePolicy, fusion: fileFusion('clip', judging) },
});

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();
}

/** Of parts, each with its length before it: no two lists of parts have one hash. */
function sha256(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex');
}
