// What the page and its landmarker worker say to each other. Renderer, page and worker.

import type { ChallengeSample } from '#core/challenge/index.ts';

/** One face as the guidance needs it: its outline's box in shares of the picture, and what the asked motions change of it. */
export interface FaceReading {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly sample: ChallengeSample;
}

/** Upright RGBA. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

export type ToLandmarker =
  | { readonly type: 'look'; readonly picture: Pixels; readonly at: number }
  /** The whole mesh of one picture, for the demo camera. */
  | { readonly type: 'survey'; readonly picture: Pixels; readonly at: number };

export type FromLandmarker =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly message: string }
  /** Gives the picture's pixels back, to be written over. */
  | { readonly type: 'face'; readonly face: FaceReading | null; readonly spare: ArrayBuffer }
  | { readonly type: 'mesh'; readonly mesh: FaceMesh | null };

export interface FaceMesh {
  /** 478 points, three numbers each, in pixels of the picture. */
  readonly landmarks: Float32Array;
  /** Vertex indices, three a triangle; eyes and mouth are holes. */
  readonly tesselation: Uint16Array;
}
