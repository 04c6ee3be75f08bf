// A camera that looks at a room in which somebody holds a sheet or a screen. Geometry and optics are simulated; the picture on the
// instrument is a real one. Node.
//
// The grid of a screen is sampled as in the synthesis of moiré training data (Liu, Shu and Wu 2018, arXiv:1804.03809), but in closed form: its
// first harmonic at the place that each camera pixel looks at, weakened by the transfer function of pixel aperture and lens, so that what is
// too fine for the camera folds back as moiré. Paper takes colour as in the two-parameter model of contrast and gamut that Clapper and
// Yule (1953) gives for halftones: a lifted black, a yellowish white, less saturation. Noise is that of a sensor: read and shot.

import { createRandom, type Random } from '#renderer/demo/random.ts';
import { CAMERA, type Pixels } from './presentation.ts';

export interface Instrument {
  readonly kind: 'screen' | 'print';
  /** Of the darkest and the brightest tone that it gives back, in [0, 1] of linear light. */
  readonly black: number;
  readonly white: number;
  /** 1 keeps all colour, 0 is grey. */
  readonly saturation: number;
  /** Gains of red, green and blue of its white. */
  readonly tint: readonly [number, number, number];
  /** Screen pixels across one pixel of the picture, and the depth of the gaps between them in [0, 1]; 0 for paper. */
  readonly pitch: number;
  readonly gaps: number;
  /** A window or lamp that it reflects: strength in linear light, and the place of its middle in shares of the picture. */
  readonly glare: { readonly strength: number; readonly x: number; readonly y: number };
}

/** How it is held. Angles in degrees; the size is that of its picture's pixels on the camera's. */
export interface Grip {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  /** Half the angle that the sheet is bent over, about its upright axis, in degrees; 0 is flat. */
  readonly bend: number;
  readonly scale: number;
  /** Camera pixels from the middle. */
  readonly shiftX: number;
  readonly shiftY: number;
}

export interface Scene {
  readonly room: Pixels;
  readonly instrument: Instrument;
  readonly seed: number;
}

/** Distance of the camera in widths of the picture: an arm's length and a half before a sheet of A4 or a tablet. */
const DISTANCE = 3;
/** Deviation of the lens's and demosaicing's blur, in camera pixels. */
const BLUR = 0.7;
/** Deviations of read noise and of shot noise at full exposure, as shares of full exposure. */
const READ_NOISE = 0.004;
const SHOT_NOISE = 0.018;

/** Keeps its buffers and tables. The picture covers the instrument. */
export function createOptics({
  room,
  instrument,
  seed,
}: Scene): (picture: Pixels, grip: Grip) => Pixels {
  const random = createRandom(seed);
  const { width, height } = CAMERA;
  const light = new Float32Array(width * height * 3);
  const soft = new Float32Array(width * height * 3);
  const roomLight = linearOf(room);
  const noise = normalTable(random);
  return (picture, grip) => {
    light.set(roomLight);
    hold(picture, grip, instrument, light);
    blur(light, soft);
    return exposed(soft, noise, Math.floor(random.between(0, noise.length)));
  };
}

/** Draws the instrument into the light: for each camera pixel the place of the picture that it sees. */
function hold(picture: Pixels, grip: Grip, instrument: Instrument, light: Float32Array): void {
  const { width, height } = CAMERA;
  const look = sightOf(picture, grip);
  const { black, white, saturation, tint, pitch, gaps, glare, kind } = instrument;
  const contrast = gaps * transferAt(pitch / grip.scale);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!look(x + 0.5, y + 0.5)) continue;
      const { u, v } = PLACE;
      const r = toneAt(picture, u, v, 0);
      const g = toneAt(picture, u, v, 1);
      const b = toneAt(picture, u, v, 2);
      const grey = 0.2126 * r + 0.7152 * g + 0.0722 * b;
      const away = (u / picture.width - glare.x) ** 2 + (v / picture.height - glare.y) ** 2;
      const shine = glare.strength * Math.exp(-12 * away);
      const to = 3 * (y * width + x);
      // The stripes of the three colours stand a third of a screen pixel apart; paper has none.
      for (let c = 0; c < 3; c += 1) {
        const tone = c === 0 ? r : c === 1 ? g : b;
        const stripes =
          kind === 'print' ? 1 : 1 + contrast * wave(u * pitch + c / 3) * wave2(v * pitch);
        const kept = grey + (tone - grey) * saturation;
        light[to + c] = (black + (white - black) * kept) * (tint[c] ?? 1) * stripes + shine;
      }
    }
  }
}

/** Where the last look ended, in pixels of the picture: one object for all, as there are a third of a million looks a frame. */
const PLACE = { u: 0, v: 0 };

/** Follows the ray of a camera pixel to the sheet; false where it passes it by. */
function sightOf({ width, height }: Pixels, grip: Grip): (x: number, y: number) => boolean {
  const [sinYaw, cosYaw] = sinCos(grip.yaw);
  const [sinPitch, cosPitch] = sinCos(grip.pitch);
  const [sinRoll, cosRoll] = sinCos(grip.roll);
  const distance = DISTANCE * width;
  const focal = distance * grip.scale;
  const radius = grip.bend === 0 ? Infinity : width / 2 / radians(grip.bend);
  // Rows of the rotation that takes the sheet's axes to the camera's: roll, then pitch, then yaw.
  const ax = [
    cosYaw * cosRoll + sinYaw * sinPitch * sinRoll,
    cosPitch * sinRoll,
    -sinYaw * cosRoll + cosYaw * sinPitch * sinRoll,
  ] as const;
  const ay = [
    -cosYaw * sinRoll + sinYaw * sinPitch * cosRoll,
    cosPitch * cosRoll,
    sinYaw * sinRoll + cosYaw * sinPitch * cosRoll,
  ] as const;
  const az = [sinYaw * cosPitch, -sinPitch, cosYaw * cosPitch] as const;
  return (x, y) => {
    const dx = (x - CAMERA.width / 2 - grip.shiftX) / focal;
    const dy = (y - CAMERA.height / 2 - grip.shiftY) / focal;
    // Ray from (0, 0, −distance) along (dx, dy, 1), in the sheet's own axes.
    const px = dx * ax[0] + dy * ax[1] + ax[2];
    const py = dx * ay[0] + dy * ay[1] + ay[2];
    const pz = dx * az[0] + dy * az[1] + az[2];
    const [ox, oy, oz] = [-distance * ax[2], -distance * ay[2], -distance * az[2]];
    const t = radius === Infinity ? -oz / pz : meet(ox, oz, px, pz, radius);
    if (!(t > 0)) return false;
    const across = ox + t * px;
    const along =
      radius === Infinity ? across : radius * Math.asin(Math.max(-1, Math.min(1, across / radius)));
    PLACE.u = width / 2 + along;
    PLACE.v = height / 2 + oy + t * py;
    return PLACE.u >= 0 && PLACE.u < width && PLACE.v >= 0 && PLACE.v < height;
  };
}

/** The nearer meeting of a ray with a cylinder whose front touches the sheet's plane; NaN where it passes by. */
function meet(ox: number, oz: number, dx: number, dz: number, radius: number): number {
  const cz = oz - radius;
  const a = dx * dx + dz * dz;
  const b = ox * dx + cz * dz;
  const c = ox * ox + cz * cz - radius * radius;
  return (-b - Math.sqrt(b * b - a * c)) / a;
}

/** One channel between four pixels, in linear light. */
function toneAt({ width, height, data }: Pixels, u: number, v: number, channel: number): number {
  const x = Math.min(width - 1.001, Math.max(0, u - 0.5));
  const y = Math.min(height - 1.001, Math.max(0, v - 0.5));
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const at = 4 * (top * width + left) + channel;
  const [fx, fy] = [x - left, y - top];
  const upper = (data[at] ?? 0) * (1 - fx) + (data[at + 4] ?? 0) * fx;
  const lower = (data[at + 4 * width] ?? 0) * (1 - fx) + (data[at + 4 * width + 4] ?? 0) * fx;
  return TONES[Math.round(upper * (1 - fy) + lower * fy)] ?? 0;
}

/** What pixel aperture and lens leave of a wave of so many periods a camera pixel. */
function transferAt(frequency: number): number {
  const aperture = frequency === 0 ? 1 : Math.sin(Math.PI * frequency) / (Math.PI * frequency);
  return Math.abs(aperture) * Math.exp(-2 * (Math.PI * BLUR * frequency) ** 2);
}

const WAVE = Float32Array.from({ length: 256 }, (_, i) => Math.cos((2 * Math.PI * i) / 256));
const wave = (phase: number): number => WAVE[Math.floor(256 * (phase - Math.floor(phase)))] ?? 0;
/** Rows are closer together than the stripes of one colour are wide, and show less. */
const wave2 = (phase: number): number => 0.75 + 0.25 * wave(phase);

/** 8-bit sRGB to linear light, with gamma 2.2. */
const TONES = Float32Array.from({ length: 256 }, (_, i) => (i / 255) ** 2.2);

function linearOf({ data }: Pixels): Float32Array {
  const light = new Float32Array((data.length / 4) * 3);
  for (let i = 0; i < data.length / 4; i += 1) {
    for (let c = 0; c < 3; c += 1) light[3 * i + c] = TONES[data[4 * i + c] ?? 0] ?? 0;
  }
  return light;
}

/** Three taps each way, which is a deviation of 0.7 pixels. */
function blur(light: Float32Array, out: Float32Array): void {
  const { width, height } = CAMERA;
  const row = 3 * width;
  const edge = BLUR ** 2 / 2;
  const middle = 1 - 2 * edge;
  for (let i = 0; i < light.length; i += 1) {
    const [left, right] = [i % row < 3 ? i : i - 3, i % row >= row - 3 ? i : i + 3];
    out[i] = edge * ((light[left] ?? 0) + (light[right] ?? 0)) + middle * (light[i] ?? 0);
  }
  light.set(out);
  for (let i = 0; i < light.length; i += 1) {
    const [above, below] = [i < row ? i : i - row, i >= (height - 1) * row ? i : i + row];
    out[i] = edge * ((light[above] ?? 0) + (light[below] ?? 0)) + middle * (light[i] ?? 0);
  }
}

/** Noise, clipping, gamma. */
function exposed(light: Float32Array, noise: Float32Array, start: number): Pixels {
  const { width, height } = CAMERA;
  const data = new Uint8Array(width * height * 4);
  for (let i = 0, n = start; i < light.length; i += 1) {
    const value = Math.max(0, light[i] ?? 0);
    n = n + 1 < noise.length ? n + 1 : 0;
    const deviation = Math.sqrt(READ_NOISE ** 2 + SHOT_NOISE ** 2 * value);
    const noisy = Math.min(1, Math.max(0, value + deviation * (noise[n] ?? 0)));
    data[4 * Math.floor(i / 3) + (i % 3)] = GAMMA[Math.floor(noisy * 4095)] ?? 0;
  }
  for (let i = 3; i < data.length; i += 4) data[i] = 255;
  return { width, height, data };
}

const GAMMA = Uint8Array.from({ length: 4096 }, (_, i) =>
  Math.round(255 * (i / 4095) ** (1 / 2.2)),
);

/** The sum of twelve uniform draws is close enough to a normal one. A prime length, so that no frame repeats another's noise. */
function normalTable(random: Random): Float32Array {
  const normal = () =>
    Array.from({ length: 12 }, () => random.between(0, 1)).reduce((a, b) => a + b, -6);
  return Float32Array.from({ length: 65_537 }, normal);
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const sinCos = (degrees: number): readonly [number, number] => [
  Math.sin(radians(degrees)),
  Math.cos(radians(degrees)),
];
