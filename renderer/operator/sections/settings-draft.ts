// Settings as they are typed, and what they come to. Pure; renderer.

import type { AnswerTo, OperatorAsk } from '#core/protocol/index.ts';

export type SettingsField = AnswerTo<{ ask: 'settings:read' }>['fields'][number];
export type Changes = Extract<OperatorAsk, { ask: 'settings:check' }>['changes'];
export type Json = Changes[string];

/** What stands in the fields, by the setting's name; one that was not touched is absent. */
export type Draft = Readonly<Record<string, string>>;

/** What a field shows of a value. */
export function textOf({ kind, value }: SettingsField): string {
  if (kind === 'secret' || value === null || value === undefined) return '';
  return typeof value === 'string' && kind !== 'json' ? value : JSON.stringify(value);
}

/** A value that is no JSON is wrong here already; everything else is the main side's to judge. */
type Read = { readonly value: Json } | 'bad-json';

function readText({ kind, nullable }: SettingsField, text: string): Read {
  if (text.trim() === '' && nullable) return { value: null };
  switch (kind) {
    case 'boolean':
      return { value: text === 'true' };
    case 'number':
      // What is no number goes as it is, and comes back with the reason.
      return { value: text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text) };
    case 'json':
      try {
        return { value: JSON.parse(text) as Json };
      } catch {
        return 'bad-json';
      }
    case 'text':
    case 'choice':
    case 'secret':
      return { value: text };
  }
}

export interface DraftChanges {
  readonly changes: Changes;
  /** Names of fields that hold no JSON. */
  readonly unreadable: readonly string[];
}

export function changesOf(fields: readonly SettingsField[], draft: Draft): DraftChanges {
  const changes: Record<string, Json> = {};
  const unreadable: string[] = [];
  for (const field of fields) {
    const text = draft[field.name];
    // An empty secret leaves the one that is there.
    if (text === undefined || text === textOf(field)) continue;
    const read = readText(field, text);
    if (read === 'bad-json') unreadable.push(field.name);
    else changes[field.name] = read.value;
  }
  return { changes, unreadable };
}

/** The sections in the order of their first field. */
export const sectionsOf = (fields: readonly SettingsField[]): readonly string[] => [
  ...new Set(fields.map(({ name }) => name.split('.')[0] ?? name)),
];

/** Without what another driver needs; the driver, on which the rest depends, comes first. */
export function visibleFields(
  fields: readonly SettingsField[],
  draft: Draft,
): readonly SettingsField[] {
  const driver = fields.find(({ name }) => name === 'door.driver');
  if (driver === undefined) return fields;
  const chosen = draft[driver.name] ?? textOf(driver);
  const rest = fields.filter(
    (field) => field !== driver && (field.drivers.length === 0 || field.drivers.includes(chosen)),
  );
  return [driver, ...rest];
}
