// Entries of the decision log as lines of CSV (RFC 4180) that no spreadsheet takes for formulas. Main process, CLI.

import type { EventEntry, LogEntry } from './entries.ts';

/** The same columns for every kind of entry; what a kind does not have is empty. */
const COLUMNS = [
  'sequence',
  'at',
  'kind',
  'id',
  'decision',
  'outcome',
  'reasons',
  'score',
  'passed',
  'host',
  'policy',
  'policySha256',
  'sessionId',
  'durationMs',
  'camera',
  'cameraVirtual',
  'models',
  'event',
  'detail',
  'sha256',
  'medicalMask',
  'extendedTime',
] as const;

type Cells = Readonly<Partial<Record<(typeof COLUMNS)[number], string | number | boolean | null>>>;

export const csvHeader = (): string => line(COLUMNS);

export function csvLine(entry: LogEntry | EventEntry): string {
  const cells = entry.kind === 'event' ? eventCells(entry) : decisionCells(entry);
  return line(COLUMNS.map((column) => cells[column] ?? null));
}

const decisionCells = (entry: LogEntry): Cells => ({
  ...entry,
  reasons: entry.reasons.join(' '),
  passed: entry.passed.join(', '),
  policy: entry.policy.name,
  policySha256: entry.policy.sha256,
  camera: entry.camera?.label ?? null,
  cameraVirtual: entry.camera?.virtual ?? null,
  models: JSON.stringify(entry.models),
});

const eventCells = (entry: EventEntry): Cells => ({
  ...entry,
  detail: JSON.stringify(entry.detail),
});

const line = (cells: readonly (string | number | boolean | null)[]): string =>
  `${cells.map(cell).join(',')}\r\n`;

/**
 * Spreadsheets run what begins with = + - @, a tab or a line's end, quoted or not; an apostrophe before it makes it text (OWASP, "CSV
 * injection"). Words come from outside: a camera says its own name.
 */
function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(value) ? `'${value}` : value;
  return /[",\r\n']/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
