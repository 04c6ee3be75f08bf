// The report of a soak in words. Pure.

import type { SoakReport } from './report.ts';

export function tableOf(report: SoakReport): readonly string[] {
  const { minutes, warmUpMinutes, decisions, frameGapMs: gap, processes } = report;
  return [
    `${minutes.toFixed(0)} minutes, ${decisions.grant} granted, ${decisions.deny} denied, ${decisions.perMinute.toFixed(1)} decisions a minute`,
    `between judged frames: p50 ${gap.p50} ms, p95 ${gap.p95} ms, worst ${gap.worst} ms`,
    `after ${warmUpMinutes} minutes of warm-up, private memory (the page's after a collection of garbage) and open handles:`,
    ...processes.map(({ role, mib, growth, handles }) =>
      [
        role.padEnd(10),
        `${mib.afterWarmUp.toFixed(1)} to ${mib.atEnd.toFixed(1)} MiB`.padEnd(22),
        growth === null
          ? 'too short for a trend'
          : `${signed(growth.slope)} MiB/h (${signed(growth.low)} to ${signed(growth.high)})`.padEnd(
              36,
            ),
        `${handles.afterWarmUp} to ${handles.atEnd} handles, at most ${handles.most}`,
      ].join('  '),
    ),
  ];
}

const signed = (value: number): string => `${value < 0 ? '' : '+'}${value.toFixed(2)}`;
