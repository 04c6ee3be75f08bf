// Test support: a repeatable source of numbers, since core has none of its own. Not shipped.

export interface Random {
  /** Uniform in [0, 1). */
  readonly uniform: () => number;
  readonly between: (low: number, high: number) => number;
  /** Normal, mean 0, deviation 1. */
  readonly normal: () => number;
}

/** mulberry32 (Tommy Ettinger, public domain), and Box–Muller over it. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    uniform,
    between: (low, high) => low + (high - low) * uniform(),
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}
