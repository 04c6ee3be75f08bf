// A small seeded generator, so that one seed gives one subject. Not for secrets. Pure; demo worker and tests.

export interface Random {
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
}

/** A Weyl sequence put through two rounds of a 32-bit finaliser. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let word = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return ((word ^ (word >>> 15)) >>> 0) / 2 ** 32;
  };
  return { between: (low, high) => low + (high - low) * next() };
}
