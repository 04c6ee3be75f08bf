// Draws the demo camera's picture: the room, the subject in it, and the grain of a sensor. Pure but for its buffers;
// demo worker and tests.

import type { Bearing } from './subject.ts';
import { createPuppetMesh } from './puppet-mesh.ts';
import { poseMesh } from './puppet-pose.ts';
import { createRandom } from './random.ts';
import { createRasteriser, type Picture } from './rasterise.ts';
import { seenBy, type Scene } from './scene.ts';
import { cutOut, fillIn } from './silhouette.ts';
import { PLAIN_CAMERA, type CameraTraits } from './traits.ts';

export interface StageInput extends Scene {
  /** MediaPipe's triangles. */
  readonly tesselation: Uint16Array;
  readonly seed: number;
  /** Without grain the picture is as still as a photograph. */
  readonly grain: boolean;
  /** By default one that changes nothing about the still. */
  readonly camera?: CameraTraits;
}

export interface Stage {
  /** Draws one picture into `target`, which has the still's size. */
  draw(bearing: Bearing, target: Picture): void;
}

const GRAIN_LENGTH = 1 << 16;
/** A person out of the picture stands this many head widths beside it. */
const BESIDE = 1.6;

export function createStage(input: StageInput): Stage {
  const camera = input.camera ?? PLAIN_CAMERA;
  const { still, texture, landmarks } = seenBy(camera, input);
  const mesh = createPuppetMesh(landmarks, input.tesselation);
  const rasteriser = createRasteriser(texture, still.width);
  const matte = cutOut(mesh.head, still.width, still.height);
  const room = fillIn(still, mesh.head);
  const posed = new Float32Array(mesh.rest.length);
  const person: Picture = { ...still, pixels: new Uint32Array(still.pixels.length) };
  const random = createRandom(input.seed);
  const grain = createGrain(input.seed, camera.grain);
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

function createGrain(seed: number, deviation: number): Int8Array {
  const random = createRandom(seed ^ 0x5eed);
  // The sum of twelve uniform draws is close enough to a normal one.
  const normal = (): number => {
    let sum = -6;
    for (let i = 0; i < 12; i += 1) sum += random.between(0, 1);
    return sum;
  };
  return Int8Array.from({ length: GRAIN_LENGTH }, () => Math.round(deviation * normal()));
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
