// Timing of the benchmark: medians of runs, and pairs that see the same machine in the same mood. Node.

/** Just-in-time compilation and onnxruntime's memory plans settle within the first runs. */
const WARM_UP = 15;

export interface Quantiles {
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** What two things took, run by turns. */
export interface Pairs {
  readonly first: readonly number[];
  readonly second: readonly number[];
  readonly medianRatio: number;
  /** Processor time of this thread: means, as the system counts it in ticks that are longer than a run. */
  readonly processor: {
    readonly firstMs: number;
    readonly secondMs: number;
    readonly ratio: number;
  };
}

/** Runs two things by turns, so that whatever else the machine does slows both; the ratio is that of neighbours. */
export async function measurePairs(
  first: () => Promise<unknown>,
  second: () => Promise<unknown>,
  count: number,
): Promise<Pairs> {
  for (let i = 0; i < WARM_UP; i += 1) {
    await first();
    await second();
  }
  const runs = { first: new Array<Cost>(), second: new Array<Cost>() };
  for (let i = 0; i < count; i += 1) {
    runs.first.push(await costOf(first));
    runs.second.push(await costOf(second));
  }
  const times = (costs: readonly Cost[]) => costs.map(({ elapsed }) => elapsed);
  const processor = (costs: readonly Cost[]) =>
    costs.reduce((sum, cost) => sum + cost.processor, 0) / count;
  const ratios = runs.first.map(({ elapsed }, i) => elapsed / (runs.second[i]?.elapsed ?? NaN));
  const [firstMs, secondMs] = [processor(runs.first), processor(runs.second)];
  return {
    first: times(runs.first),
    second: times(runs.second),
    medianRatio: rounded(quantile(ratios, 0.5)),
    processor: {
      firstMs: rounded(firstMs),
      secondMs: rounded(secondMs),
      ratio: rounded(firstMs / secondMs),
    },
  };
}

export async function measureStage(run: () => Promise<unknown>, count: number): Promise<Quantiles> {
  for (let i = 0; i < WARM_UP; i += 1) await run();
  const times: number[] = [];
  for (let i = 0; i < count; i += 1) times.push((await costOf(run)).elapsed);
  return quantiles(times);
}

export const quantiles = (times: readonly number[]): Quantiles => ({
  p50Ms: rounded(quantile(times, 0.5)),
  p95Ms: rounded(quantile(times, 0.95)),
});

/** Milliseconds on the clock and on the processor. */
interface Cost {
  readonly elapsed: number;
  readonly processor: number;
}

async function costOf(run: () => Promise<unknown>): Promise<Cost> {
  const before = process.threadCpuUsage();
  const startedAt = performance.now();
  await run();
  const elapsed = performance.now() - startedAt;
  const { user, system } = process.threadCpuUsage(before);
  return { elapsed, processor: (user + system) / 1000 };
}

/** The smallest value that is not below the given share of all. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

const rounded = (value: number): number => Math.round(1000 * value) / 1000;
