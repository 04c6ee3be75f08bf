// A calibration: the operating points that were fitted to one camera, with their evidence, and what they make of a policy. Pure; main process, CLI.

import { z } from 'zod';
import { PAI_SPECIES } from '#core/pad/index.ts';
import type { SessionPolicy } from '#core/session/index.ts';

const share = z.number().min(0).max(1);
const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[\da-f]{64}$/u);
/** A proportion and the bounds of its exact 95% interval. */
const rate = z.tuple([share, share, share]).readonly();

const operatingPoint = z
  .strictObject({
    /** At and below: attack. At and above: bona fide. Between the two: no verdict. */
    attackAt: share,
    bonaFideAt: share,
    evidence: z.strictObject({
      /** From the highest attack score to the lowest bona fide score. */
      gap: z.strictObject({ low: share, high: share }),
      bonaFide: z.strictObject({ n: count, lowest: share, refused: rate }),
      attacks: z.strictObject({
        n: count,
        highest: share,
        letIn: rate,
        bySpecies: z.partialRecord(z.enum(PAI_SPECIES), count),
      }),
    }),
  })
  .refine(({ attackAt, bonaFideAt }) => attackAt < bonaFideAt, 'attackAt must lie below bonaFideAt')
  .refine(
    ({ attackAt, bonaFideAt, evidence: { gap } }) => gap.low < attackAt && bonaFideAt < gap.high,
    'the points must lie inside the measured gap',
  );
export type CalibratedPoint = z.infer<typeof operatingPoint>;

export const calibrationSchema = z.strictObject({
  version: z.literal(1),
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  /** The operator's name for the camera. */
  camera: z.string().max(64).nullable(),
  engine: z.strictObject({ version: z.string(), sourcesSha256: sha256 }),
  /** SHA-256 by the model's name: scores of other models are other numbers. */
  models: z.record(z.string(), sha256),
  /** For sessions, fitted to clips; null where the default stays. */
  fusion: operatingPoint.nullable(),
  /** For single pictures, fitted to stills; null where the default stays. `bonaFideAt` is the threshold. */
  still: operatingPoint.nullable(),
});
export type Calibration = z.infer<typeof calibrationSchema>;

/** The policy with the calibrated operating points; everything else stays as it is. */
export function calibrated(policy: SessionPolicy, { fusion }: Calibration): SessionPolicy {
  if (fusion === null) return policy;
  const { attackAt, bonaFideAt } = fusion;
  return { ...policy, fusion: { ...policy.fusion, attackAt, bonaFideAt } };
}

/** What a command or a kiosk says of a calibration that it must not apply. */
export const refusalOf = (path: string, others: readonly string[]): string =>
  `${path}: fitted with another ${others.join(', ')}; run: gatelight calibrate, or delete it`;

/** Which models are not the ones that it was fitted with: while there are any it must not be applied. */
export const otherModels = (
  { models }: Calibration,
  hashes: Readonly<Record<string, string>>,
): readonly string[] =>
  [...new Set([...Object.keys(models), ...Object.keys(hashes)])].filter(
    (model) => models[model] !== hashes[model],
  );
