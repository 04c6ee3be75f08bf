// What may be enrolled: bounded and whole, whatever the caller's types say. Main process, API, CLI.

import { z } from 'zod';
import { normalised, TEMPLATE_LENGTH, type NewFace } from '#core/identity/index.ts';
import { padScore } from '#core/pad/index.ts';
import { IdentityFault } from './identity-fault.ts';

const word = z.string().min(1).max(128);
const moment = z.iso.datetime({ offset: true });
const share = z.number().min(0).max(1);

const template = z
  .instanceof(Float32Array)
  .refine((values) => values.length === TEMPLATE_LENGTH, `must have ${TEMPLATE_LENGTH} numbers`)
  .refine((values) => values.some((value) => value !== 0), 'has no length')
  .refine((values) => values.every(Number.isFinite), 'must have finite numbers')
  .transform(normalised);

const newFace = z.object({
  externalId: word,
  template,
  quality: share,
  liveness: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('checked'), score: share.transform(padScore) }),
    z.object({ kind: z.literal('skipped') }),
  ]),
  consent: z.object({ at: moment, by: word, textVersion: word }),
  expiresAt: moment.nullable(),
});

/** The template comes back with length 1. Throws `IdentityFault` with the field's name. */
export const parseNewFace = (face: NewFace): NewFace => parsed(newFace, face);

export const parsePresented = (values: Float32Array): Float32Array => parsed(template, values);

export const parseName = (name: string): string => parsed(word, name);

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path.join('.') || 'value';
  throw new IdentityFault('bad-input', `${field}: ${issue?.message ?? 'not allowed'}`);
}
