// The fields of a request, whichever way they came: JSON, a form with files, a query. Main process of the API.

import { z } from 'zod';
import { ApiFault } from './api-fault.ts';

/** A form has text only: these of its fields are numbers or booleans. */
export interface FormFields {
  readonly numbers?: readonly string[];
  readonly booleans?: readonly string[];
}

/** How documentation describes what JSON has no word for. */
const BINARY = { type: 'string', contentMediaType: 'application/octet-stream' };

/** A field that holds a file or, as text, Base64, a data URL or an address. */
export const mediaField = z.union([z.custom<Uint8Array>(isBytes).meta(BINARY), z.string().min(1)], {
  error: 'must be a file, Base64, a data URL or an address',
});
export type MediaField = z.infer<typeof mediaField>;

function isBytes(value: unknown): boolean {
  return value instanceof Uint8Array;
}

export interface ReadOptions extends FormFields {
  readonly isForm: boolean;
}

/** Throws `ApiFault` 400 that names the field. Unknown fields are ignored. */
export function readFields<S extends z.ZodType>(
  schema: S,
  raw: unknown,
  { isForm, numbers = [], booleans = [] }: ReadOptions,
): z.infer<S> {
  const fields = isForm ? formFields(raw, { numbers, booleans }) : raw;
  const parsed = schema.safeParse(fields ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.');
  const where = field === undefined || field === '' ? 'body' : field;
  throw new ApiFault(400, 'INVALID_FIELD', `${where}: ${issue?.message ?? 'malformed'}`);
}

function formFields(raw: unknown, fields: Required<FormFields>): unknown {
  if (typeof raw !== 'object' || raw === null) return raw;
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name, fieldOf(name, value, fields)]),
  );
}

/** What is not the text of a number or a boolean stays as it is, and the schema says so. */
function fieldOf(name: string, value: unknown, fields: Required<FormFields>): unknown {
  if (typeof value !== 'string') return value;
  if (fields.numbers.includes(name) && /^-?(\d+\.?\d*|\.\d+)$/u.test(value)) return Number(value);
  // Python writes them with a capital.
  if (fields.booleans.includes(name) && /^(true|false)$/iu.test(value)) {
    return value.toLowerCase() === 'true';
  }
  return value;
}
