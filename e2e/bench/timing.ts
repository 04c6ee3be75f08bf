// Timing of the benchmark: medians of runs, and pairs that see the same machine in the same mood. Node.

/** Just-in-time compilation and onnxruntime's memory plans settle within the first runs. */
const WARM_UP = 15;

export interface Quantiles {
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** Runs two things by turns, so that whatever else the machine does slows both; the ratio is that of neighbours. */
export async function measurePairs(
  first: () => Promise<unknown>,
  second: () => Promise<unknown>,
  count: number,
): Promise<{ readonly first: number[]; readonly second: number[]; readonly medianRatio: number }> {
  for (let i = 0; i < WARM_UP; i += 1) {
    await first();
    await second();
  }
  const times = { first: new Array<number>(), second: new Array<number>() };
  const ratios: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const a = await elapsed(first);
    const b = await elapsed(second);
    times.first.push(a);
    times.second.push(b);
    ratios.push(a / b);
  }
  return { ...times, medianRatio: rounded(quantile(ratios, 0.5)) };
}

export async function measureStage(run: () => Promise<unknown>, count: number): Promise<Quantiles> {
  for (let i = 0; i < WARM_UP; i += 1) await run();
  const times: number[] = [];
  for (let i = 0; i < count; i += 1) times.push(await elapsed(run));
  return quantiles(times);
}

export const quantiles = (times: readonly number[]): Quantiles => ({
  p50Ms: rounded(quantile(times, 0.5)),
  p95Ms: rounded(quantile(times, 0.95)),
});

async function elapsed(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

/** The smallest value that is not below the given share of all. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

const rounded = (value: number): number => Math.round(1000 * value) / 1000;
