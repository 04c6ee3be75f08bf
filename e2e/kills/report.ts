// What a run of kills came to. Pure.

import { VICTIMS, type Victim } from './kill.ts';
import type { Struck } from './lane.ts';

export interface KillsReport {
  readonly kills: number;
  /** Told to somebody, all found in the log again unless `breaches` says otherwise. */
  readonly decisions: number;
  readonly pulses: number;
  readonly breaches: readonly string[];
  readonly victims: readonly VictimReport[];
}

interface VictimReport {
  readonly victim: Victim;
  readonly n: number;
  /** How many fell in each phase that the page was shown. */
  readonly phases: Readonly<Record<string, number>>;
  /** From the blow to a kiosk that takes the next subject. */
  readonly readyMs: { readonly p50: number; readonly p95: number; readonly worst: number };
}

export const reportOf = (
  struck: readonly Struck[],
  lanes: readonly { readonly decisions: number; readonly pulses: number }[],
): KillsReport => ({
  kills: struck.length,
  decisions: sum(lanes.map(({ decisions }) => decisions)),
  pulses: sum(lanes.map(({ pulses }) => pulses)),
  breaches: [...new Set(struck.flatMap(({ breaches }) => breaches))],
  victims: VICTIMS.map((victim) => ofVictim(victim, struck)),
});

function ofVictim(victim: Victim, all: readonly Struck[]): VictimReport {
  const struck = all.filter((one) => one.victim === victim);
  const times = struck.map(({ readyMs }) => Math.round(readyMs)).toSorted((a, b) => a - b);
  const at = (share: number): number => times[Math.ceil(share * times.length) - 1] ?? 0;
  const phases: Record<string, number> = {};
  for (const { phase } of struck) phases[phase] = (phases[phase] ?? 0) + 1;
  return {
    victim,
    n: struck.length,
    phases,
    readyMs: { p50: at(0.5), p95: at(0.95), worst: at(1) },
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

export const tableOf = ({ kills, decisions, pulses, breaches, victims }: KillsReport): string[] => [
  `${kills} kills, ${decisions} decisions told, ${pulses} pulses, ${breaches.length} breaches`,
  ...victims.map(
    ({ victim, n, phases, readyMs: { p50, p95, worst } }) =>
      `${victim.padEnd(9)} ${String(n).padStart(4)}   ready again after p50 ${p50} ms, p95 ${p95} ms, worst ${worst} ms   ${Object.entries(
        phases,
      )
        .map(([phase, count]) => `${phase} ${count}`)
        .join(', ')}`,
  ),
  ...breaches,
];
