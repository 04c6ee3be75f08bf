// Which entries of the decision log a command is asked for. CLI process.

import { InvalidArgumentError, Option, type Command } from 'commander';
import { REASONS, type Reason } from '#core/session/index.ts';
import { EVERY_DECISION, type EntryQuery, type LogEntry } from '#electron/decision-log/entries.ts';

export interface FilterOptions {
  readonly from?: number;
  readonly to?: number;
  readonly outcome?: LogEntry['outcome'];
  readonly decision?: LogEntry['decision'];
  readonly reason?: Reason;
  readonly events: boolean;
}

/** The options that listing and export have in common. */
export function withFilter(command: Command): Command {
  return command
    .option('--from <time>', 'from this time on, e.g. 2026-05-01 or 2026-05-01T08:00Z', time)
    .option('--to <time>', 'before this time', time)
    .addOption(new Option('--outcome <outcome>').choices(['bona-fide', 'attack', 'non-response']))
    .addOption(new Option('--decision <decision>').choices(['grant', 'deny']))
    .addOption(new Option('--reason <reason>', 'one of the reasons').choices([...REASONS]))
    .option('--events', 'door faults, overrides and the like as well as decisions', false);
}

export const queryOf = (options: FilterOptions): EntryQuery => ({
  ...EVERY_DECISION,
  events: options.events,
  fromMs: options.from ?? null,
  toMs: options.to ?? null,
  outcome: options.outcome ?? null,
  decision: options.decision ?? null,
  reason: options.reason ?? null,
});

function time(text: string): number {
  const value = Date.parse(text);
  if (Number.isNaN(value)) throw new InvalidArgumentError('a time as 2026-05-01T08:00Z is needed.');
  return value;
}
