// What a chart of counts over time is made of. Renderer.

export interface Series {
  readonly name: string;
  /** What its colour says; null takes the next of the palette. */
  readonly tone: 'good' | 'bad' | 'caution' | null;
  readonly counts: readonly (readonly [atMs: number, count: number])[];
}

export interface BarsChart {
  readonly fromMs: number;
  readonly toMs: number;
  readonly bucketMs: number;
  readonly series: readonly Series[];
}
