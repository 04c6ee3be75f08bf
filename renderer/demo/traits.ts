// Who the demo camera's subject is and which camera looks on, drawn from a seed: delays, amplitudes, frame rate, distance, light and noise.
// Pure; demo worker, attack battery and tests.

import { createRandom } from './random.ts';

/** From the least to the most; every motion draws its own between them. */
export type Range = readonly [number, number];

/** How this person moves. Times in milliseconds, angles in degrees. */
export interface Temper {
  /** From reading a prompt to moving: a choice reaction to text takes people about half a second. */
  readonly reaction: Range;
  readonly turnLasts: Range;
  readonly turnDegrees: Range;
  readonly nodDegrees: Range;
  /** Share of the widest smile. */
  readonly smile: Range;
  /** How long lids that were asked to blink stay shut. */
  readonly blinkShut: Range;
}

export interface CameraTraits {
  readonly fps: number;
  /** Of the face, in sizes of the still's own. */
  readonly size: number;
  /** Light, in stops from the still's own. */
  readonly exposure: number;
  /**
   * Standard deviation of the added noise, in 8-bit steps. The still brings its own sensor's; more than one step on top of it reads as an
   * instrument (measured: 2 steps take minifas_v2_se_128 from 0.95 to 0.3 on a turned head).
   */
  readonly grain: number;
}

export interface Traits {
  readonly temper: Temper;
  readonly camera: CameraTraits;
}

/** A camera that changes nothing about the still. */
export const PLAIN_CAMERA: CameraTraits = { fps: 25, size: 1, exposure: 0, grain: 0.6 };

export function drawTraits(seed: number): Traits {
  const random = createRandom(seed ^ 0x7a17);
  const draw = ([low, high]: Range): number => random.between(low, high);
  /** A person's own part of what people do. */
  const own = (people: Range, spread: number): Range => {
    const least = draw(people);
    return [least, least + spread];
  };
  return {
    temper: {
      reaction: own([250, 650], 200),
      turnLasts: own([340, 560], 120),
      // Clear enough for a threshold of 12°, and within what the still bears: it holds to ±24° of turn and ±19° of nod (measured).
      turnDegrees: own([17.2, 21], 1.5),
      nodDegrees: own([15.5, 17.5], 1),
      smile: own([0.75, 0.9], 0.1),
      blinkShut: own([110, 170], 40),
    },
    camera: {
      fps: draw([10, 30]),
      size: draw([0.82, 1.12]),
      exposure: draw([-0.5, 0.4]),
      grain: draw([0.2, 1]),
    },
  };
}
