// The settings one by one, read out of the schema that the kiosk itself parses them with: a console needs no list of its own. Main process.

import { z } from 'zod';
import type { OperatorAnswers } from '#core/protocol/index.ts';

/** All of a field but what stands in the file. */
export interface FieldShape {
  readonly name: string;
  readonly kind: OperatorAnswers['settings:read']['fields'][number]['kind'];
  readonly fallback: Json;
  readonly nullable: boolean;
  readonly choices: readonly string[];
  readonly min: number | null;
  readonly max: number | null;
  /** Drivers of the door that have it; empty where all have. */
  readonly drivers: readonly string[];
}

export type Json = z.infer<ReturnType<typeof z.json>>;

/** What is looked at of a JSON Schema (draft 2020-12). */
interface Node {
  /** Several where it is nullable. */
  readonly type?: string | readonly string[] | undefined;
  readonly const?: string | undefined;
  readonly enum?: readonly string[] | undefined;
  readonly default?: Json | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  /** A secret: taken, never told. */
  readonly writeOnly?: boolean | undefined;
  readonly properties?: Readonly<Record<string, Node>> | undefined;
  readonly anyOf?: readonly Node[] | undefined;
  readonly oneOf?: readonly Node[] | undefined;
}

const node: z.ZodType<Node> = z.lazy(() =>
  z.object({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    const: z.string().optional(),
    enum: z.array(z.string()).optional(),
    default: z.json().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    writeOnly: z.boolean().optional(),
    properties: z.record(z.string(), node).optional(),
    anyOf: z.array(node).optional(),
    oneOf: z.array(node).optional(),
  }),
);

/** Where alternatives part: which driver a door has. */
const DRIVER = 'driver';

export const fieldsOf = (schema: z.ZodType): readonly FieldShape[] =>
  walk('', node.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })), []);

function walk(name: string, at: Node, drivers: readonly string[]): readonly FieldShape[] {
  if (at.oneOf?.every(({ properties }) => properties?.[DRIVER]?.const !== undefined)) {
    return alternatives(name, at.oneOf);
  }
  if (at.type === 'object' && at.properties !== undefined)
    return members(name, at.properties, drivers);
  return [leaf(name, at, drivers)];
}

const members = (
  name: string,
  properties: Readonly<Record<string, Node>>,
  drivers: readonly string[],
): readonly FieldShape[] =>
  Object.entries(properties).flatMap(([key, member]) =>
    walk(name === '' ? key : `${name}.${key}`, member, drivers),
  );

/** What every driver has is listed once; the rest says whose it is. */
function alternatives(name: string, nodes: readonly Node[]): readonly FieldShape[] {
  const choices = nodes.flatMap(({ properties }) => properties?.[DRIVER]?.const ?? []);
  const found = nodes.flatMap(({ properties = {} }) =>
    members(name, properties, [properties[DRIVER]?.const ?? '']),
  );
  const byName = Map.groupBy(found, (field) => field.name);
  return [...byName.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    if (first.name === `${name}.${DRIVER}`) {
      return [{ ...first, kind: 'choice', choices, fallback: choices[0] ?? null, drivers: [] }];
    }
    const drivers = same.flatMap((field) => field.drivers);
    return [{ ...first, drivers: drivers.length === nodes.length ? [] : drivers }];
  });
}

function leaf(name: string, at: Node, drivers: readonly string[]): FieldShape {
  const all = at.anyOf ?? typesOf(at).map((type) => ({ ...at, type }));
  const nullable = all.some(({ type }) => type === 'null');
  const [inner = at, ...others] = all.filter(({ type }) => type !== 'null');
  const kind = others.length > 0 ? 'json' : kindOf(inner);
  return {
    name,
    kind,
    fallback: at.default ?? inner.default ?? null,
    nullable,
    choices: inner.enum ?? [],
    min: bound(inner.minimum),
    max: bound(inner.maximum),
    drivers,
  };
}

const typesOf = ({ type = [] }: Node): readonly string[] =>
  typeof type === 'string' ? [type] : type;

function kindOf(at: Node): FieldShape['kind'] {
  if (at.writeOnly === true) return 'secret';
  if (at.enum !== undefined) return 'choice';
  if (at.type === 'boolean') return 'boolean';
  if (at.type === 'integer' || at.type === 'number') return 'number';
  return at.type === 'string' ? 'text' : 'json';
}

/** The largest safe integers only say that it is one. */
const bound = (value: number | undefined): number | null =>
  value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? null : value;
