// `settings.json` as an operator changes it: a change is laid over what stands there, and judged by the kiosk's own schema. Main process.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { OperatorAnswers } from '#core/protocol/index.ts';
import { unavailable } from './refused.ts';
import { fieldsOf, type FieldShape, type Json } from './settings-fields.ts';

export type Changes = Readonly<Record<string, Json>>;
type Read = OperatorAnswers['settings:read'];
type Checked = OperatorAnswers['settings:check'];

/** A change that holds: the file as it would be. */
export interface Draft extends Checked {
  readonly before: string;
  readonly after: string;
}

export interface SettingsFile {
  readonly path: string;
  readonly read: () => Promise<Read>;
  readonly draft: (changes: Changes) => Promise<Draft>;
}

type Tree = { [key: string]: Json };
const tree: z.ZodType<Tree> = z.record(z.string(), z.json());

/** Rejects with an `OperatorRefused` where the file is no object: the kiosk would not have started on it. */
export function createSettingsFile(path: string, schema: z.ZodType): SettingsFile {
  const shapes = fieldsOf(schema);
  return {
    path,
    async read() {
      const text = await textOf(path);
      const raw = parse(path, text);
      return {
        fields: shapes.map((shape) => shown(shape, raw)),
        sha256: sha256(text),
      };
    },
    async draft(changes) {
      const before = await textOf(path);
      const old = parse(path, before);
      const { next, unknown } = laidOver(old, changes, shapes);
      const parsed = schema.safeParse(next);
      const wrong = parsed.success
        ? []
        : parsed.error.issues.map(({ path: at, message }) => ({ name: at.join('.'), message }));
      const problems = [
        ...unknown.map((name) => ({ name, message: 'there is no such setting' })),
        ...wrong,
      ];
      const changed = problems.length > 0 ? [] : differences(old, next, shapes);
      return { before, after: `${JSON.stringify(next, null, 2)}\n`, changed, problems };
    },
  };
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** No file means defaults. */
async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((fault: unknown) => {
    const code = fault instanceof Error && 'code' in fault ? fault.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return '{}\n';
    throw fault;
  });
}

function parse(path: string, text: string): Tree {
  try {
    return tree.parse(JSON.parse(text));
  } catch {
    throw unavailable(`${path} is not settings any more`);
  }
}

/** A copy with the changes in it. With another driver goes what only the old one had: it would be refused as misspelt. */
function laidOver(
  old: Tree,
  changes: Changes,
  shapes: readonly FieldShape[],
): { readonly next: Tree; readonly unknown: readonly string[] } {
  const next = structuredClone(old);
  const names = new Set(shapes.map(({ name }) => name));
  const unknown = Object.keys(changes).filter((name) => !names.has(name));
  for (const [name, value] of Object.entries(changes)) {
    if (names.has(name)) put(next, name.split('.'), value);
  }
  if ('door.driver' in changes) {
    for (const shape of shapes) if (!isOf(shape, next)) drop(next, shape.name.split('.'));
  }
  return { next, unknown };
}

const differences = (old: Tree, next: Tree, shapes: readonly FieldShape[]): Checked['changed'] =>
  shapes.flatMap((shape) => {
    // What another driver brings along by itself is nobody's change.
    if (at(old, shape.name) === undefined && at(next, shape.name) === undefined) return [];
    const from = valueOf(shape, old);
    const to = valueOf(shape, next);
    if (JSON.stringify(from) === JSON.stringify(to)) return [];
    const secret = shape.kind === 'secret';
    return [{ name: shape.name, from: secret ? null : from, to: secret ? null : to, secret }];
  });

const shown = (shape: FieldShape, raw: Tree): Read['fields'][number] => ({
  name: shape.name,
  kind: shape.kind,
  value: shape.kind === 'secret' ? null : valueOf(shape, raw),
  isSet: at(raw, shape.name) !== undefined,
  nullable: shape.nullable,
  choices: [...shape.choices],
  min: shape.min,
  max: shape.max,
  drivers: [...shape.drivers],
});

/** What holds; null for what another driver would have. */
const valueOf = (shape: FieldShape, raw: Tree): Json =>
  isOf(shape, raw) ? (at(raw, shape.name) ?? shape.fallback) : null;

function isOf({ drivers }: FieldShape, raw: Tree): boolean {
  const driver = at(raw, 'door.driver') ?? 'simulated';
  return drivers.length === 0 || drivers.some((each) => each === driver);
}

function at(raw: Tree, name: string): Json | undefined {
  let value: Json | undefined = raw;
  for (const key of name.split('.')) value = isTree(value) ? value[key] : undefined;
  return value;
}

function put(raw: Tree, [key = '', ...rest]: readonly string[], value: Json): void {
  if (rest.length === 0) {
    raw[key] = value;
    return;
  }
  const inner = raw[key];
  const into: Tree = isTree(inner) ? inner : {};
  raw[key] = into;
  put(into, rest, value);
}

function drop(raw: Tree, [key = '', ...rest]: readonly string[]): void {
  const inner = raw[key];
  if (rest.length === 0) delete raw[key];
  else if (isTree(inner)) drop(inner, rest);
}

const isTree = (value: Json | undefined): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
