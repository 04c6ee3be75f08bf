// What a soak came to: growth of each process with its interval, and how the sessions went. Pure.

import { trendOf, type Trend } from '#core/metrics/index.ts';
import { studentQuantile } from '#electron/evaluation/quantiles.ts';
import { ROLES, type Holding, type Role } from './processes.ts';

export interface Sample {
  /** Minutes since the start. */
  readonly at: number;
  readonly holdings: readonly Holding[];
}

export interface SoakReport {
  readonly minutes: number;
  readonly warmUpMinutes: number;
  readonly decisions: { readonly grant: number; readonly deny: number; readonly perMinute: number };
  /** Between two judged frames of one session, in milliseconds. */
  readonly frameGapMs: { readonly p50: number; readonly p95: number; readonly worst: number };
  readonly processes: readonly ProcessReport[];
}

interface ProcessReport {
  readonly role: Role;
  readonly mib: { readonly afterWarmUp: number; readonly atEnd: number };
  /** MiB an hour with its 95% interval; null with fewer than three minutes after the warm-up. */
  readonly growth: Trend | null;
  readonly handles: { readonly afterWarmUp: number; readonly atEnd: number; readonly most: number };
}

export interface Soaked {
  readonly samples: readonly Sample[];
  readonly minutes: number;
  readonly warmUpMinutes: number;
  readonly decisions: readonly ('grant' | 'deny')[];
  readonly gapsMs: readonly number[];
}

export function reportOf({
  samples,
  minutes,
  warmUpMinutes,
  decisions,
  gapsMs,
}: Soaked): SoakReport {
  const after = samples.filter(({ at }) => at >= warmUpMinutes);
  const count = (decision: 'grant' | 'deny'): number =>
    decisions.filter((one) => one === decision).length;
  const gaps = gapsMs.toSorted((a, b) => a - b);
  const gapAt = (share: number): number =>
    Math.round(gaps[Math.max(0, Math.ceil(share * gaps.length) - 1)] ?? 0);
  return {
    minutes,
    warmUpMinutes,
    decisions: {
      grant: count('grant'),
      deny: count('deny'),
      perMinute: decisions.length / minutes,
    },
    frameGapMs: { p50: gapAt(0.5), p95: gapAt(0.95), worst: gapAt(1) },
    processes: ROLES.map((role) => ofProcess(role, after)),
  };
}

function ofProcess(role: Role, samples: readonly Sample[]): ProcessReport {
  const held = samples.map(({ at, holdings }) => {
    const holding = holdings.find((one) => one.role === role);
    return { at, mib: holding?.mib ?? 0, handles: holding?.handles ?? 0 };
  });
  const [first, last] = [held.at(0), held.at(-1)];
  return {
    role,
    mib: { afterWarmUp: first?.mib ?? 0, atEnd: last?.mib ?? 0 },
    growth: trendOf(byMinute(held), studentQuantile),
    handles: {
      afterWarmUp: first?.handles ?? 0,
      atEnd: last?.handles ?? 0,
      most: Math.max(0, ...held.map(({ handles }) => handles)),
    },
  };
}

/** Medians of whole minutes, on a scale of hours: samples of one session hang together, minutes of sessions much less so. */
function byMinute(
  held: readonly { readonly at: number; readonly mib: number }[],
): readonly { readonly x: number; readonly y: number }[] {
  const minutes = Map.groupBy(held, ({ at }) => Math.floor(at));
  return [...minutes].map(([minute, samples]) => ({
    x: minute / 60,
    y: medianOf(samples.map(({ mib }) => mib)),
  }));
}

const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};
