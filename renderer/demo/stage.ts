// Draws the demo camera's picture: the room, the subject in it, and the grain of a sensor. Pure but for its buffers;
// demo worker and tests.

import type { Bearing } from './subject.ts';
import { createPuppetMesh } from './puppet-mesh.ts';
import { poseMesh } from './puppet-pose.ts';
import { createRandom } from './random.ts';
import { createRasteriser, type Picture } from './rasterise.ts';
import { cutOut, fillIn } from './silhouette.ts';

export interface StageInput {
  /** The still at the camera's resolution. */
  readonly still: Picture;
  /** The same still, finer: turning stretches parts of it. */
  readonly texture: Picture;
  /** 478 landmarks of the still, three numbers each, in its pixels. */
  readonly landmarks: Float32Array;
  /** MediaPipe's triangles. */
  readonly tesselation: Uint16Array;
  readonly seed: number;
  /** A camera's grain; without it the picture is as still as a photograph. */
  readonly grain: boolean;
}

export interface Stage {
  /** Draws one picture into `target`, which has the still's size. */
  draw(bearing: Bearing, target: Picture): void;
}

/**
 * Standard deviation of the added noise in 8-bit steps. The still brings its own sensor's noise; more than one step on top
 * of it reads as an instrument (measured: 2 steps take minifas_v2_se_128 from 0.95 to 0.3 on a turned head).
 */
const GRAIN = 0.6;
const GRAIN_LENGTH = 1 << 16;
/** A person out of the picture stands this many head widths beside it. */
const BESIDE = 1.6;

export function createStage(input: StageInput): Stage {
  const { still } = input;
  const mesh = createPuppetMesh(input.landmarks, input.tesselation);
  const rasteriser = createRasteriser(input.texture, still.width);
  const matte = cutOut(mesh.head, still.width, still.height);
  const room = fillIn(still, mesh.head);
  const posed = new Float32Array(mesh.rest.length);
  const person: Picture = { ...still, pixels: new Uint32Array(still.pixels.length) };
  const random = createRandom(input.seed);
  const grain = createGrain(input.seed);
  const way = still.width - mesh.head.x + BESIDE * mesh.head.width;

  function drawPerson({ pose }: Bearing, target: Picture): void {
    target.pixels.set(still.pixels);
    poseMesh(mesh, pose, posed);
    rasteriser.draw({ posed, rest: mesh.rest, triangles: mesh.triangles }, target);
  }

  return {
    draw(bearing, target) {
      if (bearing.aside <= 0) drawPerson(bearing, target);
      else {
        target.pixels.set(room.pixels);
        if (bearing.aside < 1) {
          drawPerson(bearing, person);
          overlay(person, matte, Math.round(way * bearing.aside), target);
        }
      }
      if (input.grain) addGrain(target, grain, Math.floor(random.between(0, GRAIN_LENGTH)));
    },
  };
}

/** Lays the cut-out over the target, `by` pixels further to the right. */
function overlay(person: Picture, matte: Uint8Array, by: number, target: Picture): void {
  const from = bytesOf(person);
  const to = bytesOf(target);
  for (let y = 0; y < target.height; y += 1) {
    for (let x = by; x < target.width; x += 1) {
      const source = y * target.width + x - by;
      const share = (matte[source] ?? 0) / 255;
      if (share === 0) continue;
      const pixel = (y * target.width + x) * 4;
      for (let c = 0; c < 3; c += 1) {
        const under = to[pixel + c] ?? 0;
        to[pixel + c] = under + ((from[source * 4 + c] ?? 0) - under) * share;
      }
    }
  }
}

function createGrain(seed: number): Int8Array {
  const random = createRandom(seed ^ 0x5eed);
  // The sum of twelve uniform draws is close enough to a normal one.
  const normal = (): number => {
    let sum = -6;
    for (let i = 0; i < 12; i += 1) sum += random.between(0, 1);
    return sum;
  };
  return Int8Array.from({ length: GRAIN_LENGTH }, () => Math.round(GRAIN * normal()));
}

function addGrain(target: Picture, grain: Int8Array, start: number): void {
  const bytes = bytesOf(target);
  for (let i = 0, g = start; i < bytes.length; i += 4, g += 3) {
    bytes[i] = (bytes[i] ?? 0) + (grain[g & (GRAIN_LENGTH - 1)] ?? 0);
    bytes[i + 1] = (bytes[i + 1] ?? 0) + (grain[(g + 1) & (GRAIN_LENGTH - 1)] ?? 0);
    bytes[i + 2] = (bytes[i + 2] ?? 0) + (grain[(g + 2) & (GRAIN_LENGTH - 1)] ?? 0);
  }
}

const bytesOf = ({ pixels }: Picture): Uint8ClampedArray =>
  new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.byteLength);
