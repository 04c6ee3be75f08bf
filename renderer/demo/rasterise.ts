// Draws a textured triangle mesh into a picture, on the CPU: the same pixels on every machine, with or without a
// graphics card, where software WebGL would spend its time on reading back. Pure; demo worker and tests.

/** RGBA, one 32-bit word a pixel, row-major. Channels are only ever mixed with themselves, so byte order is no matter. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
}

export interface TexturedMesh {
  /** Three numbers a vertex in target pixels; z only orders the triangles, far ones first. */
  readonly posed: Float32Array;
  /** The same vertices where the texture was taken: three numbers each, in target pixels, z unused. */
  readonly rest: Float32Array;
  readonly triangles: Uint16Array;
}

/** Keeps its ordering buffers between frames. The texture covers the whole target at rest, at any resolution. */
export interface Rasteriser {
  draw(mesh: TexturedMesh, target: Picture): void;
}

export function createRasteriser(texture: Picture, targetWidth: number): Rasteriser {
  const scale = texture.width / targetWidth;
  let order = new Uint32Array(0);
  let depth = new Float32Array(0);
  const farFirst = (a: number, b: number): number => num(depth, b) - num(depth, a);
  return {
    draw(mesh, target) {
      const count = mesh.triangles.length / 3;
      if (order.length !== count) {
        order = Uint32Array.from({ length: count }, (_, i) => i);
        depth = new Float32Array(count);
      }
      for (let t = 0; t < count; t += 1) {
        depth[t] =
          num(mesh.posed, num(mesh.triangles, t * 3) * 3 + 2) +
          num(mesh.posed, num(mesh.triangles, t * 3 + 1) * 3 + 2) +
          num(mesh.posed, num(mesh.triangles, t * 3 + 2) * 3 + 2);
      }
      order.sort(farFirst);
      for (const t of order) drawTriangle(mesh, t, texture, scale, target);
    },
  };
}

/** Scan-converts one triangle at pixel centres. Neighbours compute a shared edge alike, so no crack opens between them. */
function drawTriangle(
  { posed, rest, triangles }: TexturedMesh,
  t: number,
  texture: Picture,
  scale: number,
  target: Picture,
): void {
  const a = num(triangles, t * 3) * 3;
  const b = num(triangles, t * 3 + 1) * 3;
  const c = num(triangles, t * 3 + 2) * 3;
  const ax = num(posed, a);
  const ay = num(posed, a + 1);
  const bx = num(posed, b);
  const by = num(posed, b + 1);
  const cx = num(posed, c);
  const cy = num(posed, c + 1);
  const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
  if (Math.abs(area) < 1e-6) return;

  // The place in the texture is linear over the triangle: its value at a, and its slope along x and y.
  const au = num(rest, a) * scale;
  const av = num(rest, a + 1) * scale;
  const bu = num(rest, b) * scale - au;
  const bv = num(rest, b + 1) * scale - av;
  const cu = num(rest, c) * scale - au;
  const cv = num(rest, c + 1) * scale - av;
  const uPerX = (bu * (cy - ay) - cu * (by - ay)) / area;
  const uPerY = (cu * (bx - ax) - bu * (cx - ax)) / area;
  const vPerX = (bv * (cy - ay) - cv * (by - ay)) / area;
  const vPerY = (cv * (bx - ax) - bv * (cx - ax)) / area;

  const top = Math.max(0, firstCentre(Math.min(ay, by, cy)));
  const end = Math.min(target.height, firstCentre(Math.max(ay, by, cy)));
  for (let y = top; y < end; y += 1) {
    const centre = y + 0.5;
    const e1 = crossing(ax, ay, bx, by, centre);
    const e2 = crossing(bx, by, cx, cy, centre);
    const e3 = crossing(cx, cy, ax, ay, centre);
    const from = Math.max(0, firstCentre(Math.min(e1 ?? Infinity, e2 ?? Infinity, e3 ?? Infinity)));
    const to = Math.min(
      target.width,
      firstCentre(Math.max(e1 ?? -Infinity, e2 ?? -Infinity, e3 ?? -Infinity)),
    );
    const u = au + (from + 0.5 - ax) * uPerX + (centre - ay) * uPerY - 0.5;
    const v = av + (from + 0.5 - ax) * vPerX + (centre - ay) * vPerY - 0.5;
    drawSpan(texture, u, v, uPerX, vPerX, target.pixels, y * target.width + from, to - from);
  }
}

/** The first pixel whose centre is not before `edge`. */
const firstCentre = (edge: number): number => Math.ceil(edge - 0.5);

/** Where an edge crosses a row, if it does; measured from its upper end, so that both neighbours agree to the last bit. */
function crossing(ax: number, ay: number, bx: number, by: number, y: number): number | undefined {
  if (ay > by) return crossing(bx, by, ax, ay, y);
  return y < ay || y >= by ? undefined : ax + ((bx - ax) * (y - ay)) / (by - ay);
}

/** One row of bilinear samples, in 24.8 fixed point: twice as fast as floating point, and exact enough for 8 bits. */
function drawSpan(
  texture: Picture,
  u: number,
  v: number,
  uPerX: number,
  vPerX: number,
  out: Uint32Array,
  start: number,
  length: number,
): void {
  const texels = texture.pixels;
  const stride = texture.width;
  const maxU = (texture.width - 1) * 256;
  const maxV = (texture.height - 1) * 256;
  for (let i = 0; i < length; i += 1) {
    const fixedU = Math.min(maxU, Math.max(0, (u + i * uPerX) * 256 + 0.5)) | 0;
    const fixedV = Math.min(maxV, Math.max(0, (v + i * vPerX) * 256 + 0.5)) | 0;
    const o = (fixedV >> 8) * stride + (fixedU >> 8);
    const fu = fixedU & 255;
    const upper = mix(num(texels, o), num(texels, o + 1), fu);
    const lower = mix(num(texels, o + stride), num(texels, o + stride + 1), fu);
    out[start + i] = mix(upper, lower, fixedV & 255);
  }
}

const EVEN = 0x00ff00ff;

/** Mixes two packed pixels by `share` of 256, two channels in one multiplication. */
function mix(a: number, b: number, share: number): number {
  const rest = 256 - share;
  const even = (Math.imul(a & EVEN, rest) + Math.imul(b & EVEN, share)) >>> 8;
  const odd = Math.imul((a >>> 8) & EVEN, rest) + Math.imul((b >>> 8) & EVEN, share);
  return ((even & EVEN) | (odd & ~EVEN)) >>> 0;
}

const num = (array: { readonly [i: number]: number }, i: number): number => array[i] ?? 0;
