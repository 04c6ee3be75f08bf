// The last seconds of a session as the console draws them. Pure; renderer.

import type { OperatorLive } from '#core/protocol/index.ts';

interface TrailPoint {
  /** By the main side's clock. */
  readonly at: number;
  readonly phase: OperatorLive['phase'];
  /** Of this frame; null where there is none: the line has a gap there. */
  readonly padScore: number | null;
  /** Of the votes together. */
  readonly fused: number | null;
  readonly similarity: number | null;
}
export type Trail = readonly TrailPoint[];

export const TRAIL_MS = 30_000;

/** With the news of one more frame, and without what is older than the trail is long. */
export function trailAfter(trail: Trail, live: OperatorLive): Trail {
  const { at, phase, frame, fused } = live;
  if (frame === null) return trail;
  const newest = trail.at(-1);
  // A clock that went back belongs to another kiosk: it was composed anew.
  const kept = newest !== undefined && at < newest.at ? [] : trail;
  const point = {
    at,
    phase,
    padScore: frame.padScore,
    fused: fused?.score ?? null,
    similarity: frame.similarity,
  };
  return [...kept.filter((each) => each.at > at - TRAIL_MS), point];
}

/** What a line runs through: points that follow each other without a gap. */
export function unbroken(
  trail: Trail,
  read: (point: TrailPoint) => number | null,
): readonly (readonly { readonly at: number; readonly value: number }[])[] {
  const runs: { at: number; value: number }[][] = [];
  let run: { at: number; value: number }[] = [];
  for (const point of trail) {
    const value = read(point);
    if (value === null) {
      run = [];
      continue;
    }
    if (run.length === 0) runs.push(run);
    run.push({ at: point.at, value });
  }
  return runs;
}
