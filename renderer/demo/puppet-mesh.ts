// Makes the puppet's mesh of one face: the landmarks, and rings around them that carry hair, ears and neck and fade into
// the resting picture. Pure; demo worker and tests.

import {
  CHIN,
  closeGap,
  FOREHEAD,
  INNER_LIPS,
  LEFT_CHEEK,
  LEFT_EYE,
  OVAL,
  RIGHT_CHEEK,
  RIGHT_EYE,
} from './face-topology.ts';

export interface PuppetMesh {
  /** Three numbers a vertex, in frame pixels: x to the right, y down, z away from the camera. */
  readonly rest: Float32Array;
  /** How far each vertex follows the head, in [0, 1]; 0 is nailed to the picture. */
  readonly follow: Float32Array;
  /** Three vertex indices a triangle. */
  readonly triangles: Uint16Array;
  readonly head: Head;
}

/** Where the head is and the point that it turns about: inside the neck, level with the ears. */
export interface Head {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly width: number;
  readonly height: number;
  /** How far the still's face is turned itself, in degrees with the sign of `HeadPose`: nobody sits quite straight. */
  readonly yaw: number;
}

/** MediaPipe's mesh without the irises, which lie on top of the eyes and would tear when the lids close. */
const FACE_POINTS = 468;

/**
 * The rings, from the face's outline outwards: scale about its centre; how far they follow the head above and below
 * the chin line; how far their depth has gone from the outline's to the turning axis's. Hair ends at about 1.65 of the
 * outline, and the last ring meets the resting picture.
 */
const RINGS = [
  { scale: 1.15, followAbove: 1, followBelow: 0.8, depth: 0.6 },
  { scale: 1.4, followAbove: 0.95, followBelow: 0.45, depth: 1 },
  { scale: 1.7, followAbove: 0.6, followBelow: 0.15, depth: 1 },
  { scale: 2.1, followAbove: 0, followBelow: 0, depth: 1 },
] as const;

/** `landmarks` are three numbers a point in frame pixels, `tesselation` MediaPipe's triangles. */
export function createPuppetMesh(landmarks: Float32Array, tesselation: Uint16Array): PuppetMesh {
  const head = measureHead(landmarks);
  const vertices = FACE_POINTS + RINGS.length * OVAL.length;
  const rest = new Float32Array(vertices * 3);
  const follow = new Float32Array(vertices).fill(1, 0, FACE_POINTS);
  rest.set(landmarks.subarray(0, FACE_POINTS * 3));
  RINGS.forEach((ring, r) => {
    OVAL.forEach((point, i) => {
      const [x, y, z] = at(landmarks, point);
      const vertex = ringVertex(r, i);
      const dx = x - head.x;
      const dy = y - head.y;
      const below = Math.max(0, dy / Math.hypot(dx, dy)) ** 2;
      rest[vertex * 3] = head.x + dx * ring.scale;
      rest[vertex * 3 + 1] = head.y + dy * ring.scale;
      rest[vertex * 3 + 2] = z + (head.z - z) * ring.depth;
      follow[vertex] = ring.followAbove + (ring.followBelow - ring.followAbove) * below;
    });
  });
  const triangles = [
    ...tesselation,
    ...closeGap(RIGHT_EYE.upper, RIGHT_EYE.lower),
    ...closeGap(LEFT_EYE.upper, LEFT_EYE.lower),
    ...closeGap(INNER_LIPS.upper, INNER_LIPS.lower),
    ...RINGS.flatMap((_, r) => ringTriangles(r)),
  ];
  return { rest, follow, triangles: Uint16Array.from(triangles), head };
}

function measureHead(landmarks: Float32Array): Head {
  const [rightX, rightY, rightZ] = at(landmarks, RIGHT_CHEEK);
  const [leftX, leftY, leftZ] = at(landmarks, LEFT_CHEEK);
  const [, top] = at(landmarks, FOREHEAD);
  const [, bottom] = at(landmarks, CHIN);
  const width = Math.hypot(leftX - rightX, leftY - rightY);
  return {
    x: (rightX + leftX) / 2,
    y: (top + bottom) / 2,
    z: (rightZ + leftZ) / 2,
    width,
    height: bottom - top,
    yaw: (Math.atan2(leftZ - rightZ, leftX - rightX) * 180) / Math.PI,
  };
}

/** Ring −1 is the face's own outline. */
const ringVertex = (ring: number, i: number): number =>
  ring < 0 ? (OVAL[i % OVAL.length] ?? 0) : FACE_POINTS + ring * OVAL.length + (i % OVAL.length);

const ringTriangles = (ring: number): readonly number[] =>
  OVAL.flatMap((_, i) => {
    const inner = ringVertex(ring - 1, i);
    const innerNext = ringVertex(ring - 1, i + 1);
    const outer = ringVertex(ring, i);
    const outerNext = ringVertex(ring, i + 1);
    return [inner, innerNext, outerNext, inner, outerNext, outer];
  });

const at = (points: Float32Array, i: number): readonly [number, number, number] => [
  points[i * 3] ?? 0,
  points[i * 3 + 1] ?? 0,
  points[i * 3 + 2] ?? 0,
];
