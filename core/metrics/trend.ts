// A straight line through points, with how sure its slope is. Pure.

/** Quantile of Student's distribution: probability, degrees of freedom. Passed in, because it takes a library. */
export type StudentQuantile = (probability: number, degreesOfFreedom: number) => number;

/** `slope` and the bounds of its 95% interval, in units of y per unit of x. */
export interface Trend {
  readonly slope: number;
  readonly low: number;
  readonly high: number;
}

/** Ordinary least squares. Null with fewer than three points, or without any spread in x. */
export function trendOf(
  points: readonly { readonly x: number; readonly y: number }[],
  student: StudentQuantile,
): Trend | null {
  const n = points.length;
  const [meanX, meanY] = [mean(points.map(({ x }) => x)), mean(points.map(({ y }) => y))];
  const spread = sum(points.map(({ x }) => (x - meanX) ** 2));
  if (n < 3 || spread === 0) return null;
  const slope = sum(points.map(({ x, y }) => (x - meanX) * (y - meanY))) / spread;
  const residual = sum(points.map(({ x, y }) => (y - meanY - slope * (x - meanX)) ** 2));
  const error = Math.sqrt(residual / (n - 2) / spread);
  const half = student(0.975, n - 2) * error;
  return { slope, low: slope - half, high: slope + half };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length;
