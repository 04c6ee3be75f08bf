// Power spectrum of square pieces of a picture. Pure; runs in the inference worker.
//
// A small transform of our own: what npm has is either an order of magnitude slower on typed arrays of this size or unmaintained, and
// this one is pinned by tests against the transform's definition.

/** Power of each frequency of a real square picture, row-major: index `v * side + u`, where u and v run over 0, 1 … side − 1. */
export type Spectra = (
  first: Float32Array,
  second: Float32Array,
) => readonly [first: Float32Array, second: Float32Array];

/**
 * A transform of two pictures at once, which costs as much as one: one is the real and the other the imaginary part of a complex
 * picture, and the symmetry of real spectra takes them apart again. Both are tapered by a Hann window and freed of their mean. The
 * result is overwritten by the next call.
 */
export function createPowerSpectra(side: number): Spectra {
  if (side < 2 || !Number.isInteger(Math.log2(side))) throw new RangeError('side is no power of 2');
  const re = new Float64Array(side * side);
  const im = new Float64Array(side * side);
  const powers = [new Float32Array(side * side), new Float32Array(side * side)] as const;
  const hann = Float64Array.from(
    { length: side },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / side),
  );
  const transform = createTransform(side);
  return (first, second) => {
    load(first, hann, re);
    load(second, hann, im);
    for (let y = 0; y < side; y += 1) transform(re, im, y * side, 1);
    for (let x = 0; x < side; x += 1) transform(re, im, x, side);
    for (let v = 0; v < side; v += 1) {
      for (let u = 0; u < side; u += 1) {
        const here = v * side + u;
        const opposite = ((side - v) % side) * side + ((side - u) % side);
        const a = re[here] ?? 0;
        const b = im[here] ?? 0;
        const c = re[opposite] ?? 0;
        const d = im[opposite] ?? 0;
        powers[0][here] = ((a + c) ** 2 + (b - d) ** 2) / 4;
        powers[1][here] = ((b + d) ** 2 + (c - a) ** 2) / 4;
      }
    }
    return powers;
  };
}

function load(picture: Float32Array, hann: Float64Array, out: Float64Array): void {
  const side = hann.length;
  const mean = picture.reduce((sum, value) => sum + value, 0) / picture.length;
  for (let i = 0; i < out.length; i += 1) {
    const taper = (hann[i % side] ?? 0) * (hann[Math.floor(i / side)] ?? 0);
    out[i] = ((picture[i] ?? 0) - mean) * taper;
  }
}

type Transform = (re: Float64Array, im: Float64Array, start: number, stride: number) => void;

/** In place, radix 2 (Cooley and Tukey 1965), along one row or column. */
function createTransform(length: number): Transform {
  const half = length / 2;
  const cosines = Float64Array.from({ length: half }, (_, k) =>
    Math.cos((2 * Math.PI * k) / length),
  );
  const sines = Float64Array.from(
    { length: half },
    (_, k) => -Math.sin((2 * Math.PI * k) / length),
  );
  const bits = Math.log2(length);
  const reversed = Uint32Array.from({ length }, (_, i) => reverseBits(i, bits));
  return (re, im, start, stride) => {
    for (let i = 0; i < length; i += 1) {
      const j = reversed[i] ?? 0;
      if (j > i) {
        swap(re, start + i * stride, start + j * stride);
        swap(im, start + i * stride, start + j * stride);
      }
    }
    for (let size = 2; size <= length; size *= 2) {
      const step = length / size;
      for (let block = 0; block < length; block += size) {
        for (let k = 0; k < size / 2; k += 1) {
          const p = start + (block + k) * stride;
          const q = p + (size / 2) * stride;
          const cos = cosines[k * step] ?? 0;
          const sin = sines[k * step] ?? 0;
          const qr = re[q] ?? 0;
          const qi = im[q] ?? 0;
          const tr = qr * cos - qi * sin;
          const ti = qr * sin + qi * cos;
          const pr = re[p] ?? 0;
          const pi = im[p] ?? 0;
          re[q] = pr - tr;
          im[q] = pi - ti;
          re[p] = pr + tr;
          im[p] = pi + ti;
        }
      }
    }
  };
}

function swap(values: Float64Array, i: number, j: number): void {
  const kept = values[i] ?? 0;
  values[i] = values[j] ?? 0;
  values[j] = kept;
}

function reverseBits(value: number, bits: number): number {
  let out = 0;
  for (let i = 0; i < bits; i += 1) out = (out << 1) | ((value >> i) & 1);
  return out;
}
