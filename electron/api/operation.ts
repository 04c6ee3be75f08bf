// One route as a client's documentation describes it, made of the schemas that read and write it. Main process of the API.

import { z } from 'zod';
import { API_CODES } from './api-fault.ts';

export interface Operation {
  readonly method: 'get' | 'post' | 'delete';
  /** With its parameters as `{name}`. */
  readonly path: string;
  readonly contract: string;
  readonly summary: string;
  readonly security: 'key' | 'basic' | 'fields';
  readonly query?: z.ZodObject;
  /** By JSON; `form` says that a form with files is taken as well, of the same fields. */
  readonly body?: { readonly fields: z.ZodType; readonly form: boolean };
  /** By status. */
  readonly answers: Readonly<Record<number, z.ZodType>>;
}

const code = z.enum(API_CODES);

/** `{success: true, data}`, the envelope of contract 1. */
export const envelope = <T extends z.ZodType>(data: T) =>
  z.object({ success: z.literal(true), data });

/** What contract 1 answers for a request that failed. */
export const envelopeFault = z.object({
  success: z.literal(false),
  error: z.object({ code, message: z.string() }),
});
