// How far a set of points moved as a plane does, and how far that plane was turned. Pure; runs where sessions and clips are judged.

/** Points as x, y, x, y … Both errors are root mean squares, in the points' unit. */
export interface PlaneFit {
  /** Between the points and the best homography: what a plane cannot explain. */
  readonly residual: number;
  /** Between that homography and the best similarity: the foreshortening of a turned plane, not its shift, turn or scale. */
  readonly distortion: number;
}

/** Null where the points do not determine a homography. */
export function fitPlane(from: Float32Array, to: Float32Array): PlaneFit | null {
  const homography = fitHomography(from, to);
  if (homography === null) return null;
  const similarity = fitShape(from, to);
  const [h0 = 0, h1 = 0, h2 = 0, h3 = 0, h4 = 0, h5 = 0, h6 = 0, h7 = 0] = homography;
  let [residual, distortion] = [0, 0];
  for (let i = 0; i < from.length; i += 2) {
    const [x, y] = [from[i] ?? 0, from[i + 1] ?? 0];
    const w = h6 * x + h7 * y + 1;
    const [u, v] = [(h0 * x + h1 * y + h2) / w, (h3 * x + h4 * y + h5) / w];
    const [s, t] = similarity(x, y);
    residual += (u - (to[i] ?? 0)) ** 2 + (v - (to[i + 1] ?? 0)) ** 2;
    distortion += (u - s) ** 2 + (v - t) ** 2;
  }
  const count = from.length / 2;
  return { residual: Math.sqrt(residual / count), distortion: Math.sqrt(distortion / count) };
}

const UNKNOWNS = 8;
const ROW = UNKNOWNS + 1;

/** Least squares on the algebraic error, by the normal equations: fine for points that are centred and of unit size. */
function fitHomography(from: Float32Array, to: Float32Array): Float64Array | null {
  const system = new Float64Array(UNKNOWNS * ROW);
  for (let i = 0; i < from.length; i += 2) {
    const [x, y, u, v] = [from[i] ?? 0, from[i + 1] ?? 0, to[i] ?? 0, to[i + 1] ?? 0];
    addEquation(system, [x, y, 1, 0, 0, 0, -x * u, -y * u, u]);
    addEquation(system, [0, 0, 0, x, y, 1, -x * v, -y * v, v]);
  }
  return solve(system);
}

function addEquation(system: Float64Array, equation: readonly number[]): void {
  for (let row = 0; row < UNKNOWNS; row += 1) {
    const weight = equation[row] ?? 0;
    if (weight === 0) continue;
    for (let column = 0; column < ROW; column += 1) {
      const at = row * ROW + column;
      system[at] = (system[at] ?? 0) + weight * (equation[column] ?? 0);
    }
  }
}

/** Gauss–Jordan elimination with partial pivoting; null where the system is singular. */
function solve(system: Float64Array): Float64Array | null {
  for (let pivot = 0; pivot < UNKNOWNS; pivot += 1) {
    let best = pivot;
    for (let row = pivot + 1; row < UNKNOWNS; row += 1) {
      const size = Math.abs(system[row * ROW + pivot] ?? 0);
      if (size > Math.abs(system[best * ROW + pivot] ?? 0)) best = row;
    }
    swapRows(system, pivot, best);
    const divisor = system[pivot * ROW + pivot] ?? 0;
    if (Math.abs(divisor) < 1e-12) return null;
    for (let row = 0; row < UNKNOWNS; row += 1) {
      if (row === pivot) continue;
      const factor = (system[row * ROW + pivot] ?? 0) / divisor;
      for (let column = pivot; column < ROW; column += 1) {
        const at = row * ROW + column;
        system[at] = (system[at] ?? 0) - factor * (system[pivot * ROW + column] ?? 0);
      }
    }
  }
  return Float64Array.from(
    { length: UNKNOWNS },
    (_, i) => (system[i * ROW + UNKNOWNS] ?? 0) / (system[i * ROW + i] ?? 1),
  );
}

function swapRows(system: Float64Array, a: number, b: number): void {
  for (let column = 0; column < ROW; column += 1) {
    const kept = system[a * ROW + column] ?? 0;
    system[a * ROW + column] = system[b * ROW + column] ?? 0;
    system[b * ROW + column] = kept;
  }
}

/** The similarity of least squared error. */
function fitShape(
  from: Float32Array,
  to: Float32Array,
): (x: number, y: number) => readonly [number, number] {
  const count = from.length / 2;
  const [cx, cy, ku, kv] = [mean(from, 0), mean(from, 1), mean(to, 0), mean(to, 1)];
  let [dot, cross, norm] = [0, 0, 0];
  for (let i = 0; i < 2 * count; i += 2) {
    const [x, y] = [(from[i] ?? 0) - cx, (from[i + 1] ?? 0) - cy];
    const [u, v] = [(to[i] ?? 0) - ku, (to[i + 1] ?? 0) - kv];
    dot += x * u + y * v;
    cross += x * v - y * u;
    norm += x * x + y * y;
  }
  const [a, b] = [dot / norm, cross / norm];
  return (x, y) => [a * (x - cx) - b * (y - cy) + ku, b * (x - cx) + a * (y - cy) + kv];
}

function mean(points: Float32Array, axis: 0 | 1): number {
  let sum = 0;
  for (let i = axis; i < points.length; i += 2) sum += points[i] ?? 0;
  return (2 * sum) / points.length;
}
