// Counts over equal bins, and percentiles. Pure; CLI.

export interface Histogram {
  readonly min: number;
  readonly max: number;
  /** One count a bin, from the lowest to the highest. A bin has its lower edge; the last one has both. */
  readonly counts: readonly number[];
}

/** Every value must lie in [min, max]. */
export function histogram(
  values: readonly number[],
  { min, max, bins }: { readonly min: number; readonly max: number; readonly bins: number },
): Histogram {
  const counts = Array.from({ length: bins }, () => 0);
  for (const value of values) {
    if (!(value >= min && value <= max)) {
      throw new RangeError(`${value} lies outside ${min} to ${max}`);
    }
    const bin = Math.min(bins - 1, Math.floor(((value - min) / (max - min)) * bins));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { min, max, counts };
}

/** The smallest value that at least `share` of all values do not exceed (nearest rank); null without values. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
