import { expect, test } from 'vitest';
import { FOREHEAD, LEFT_CHEEK, RIGHT_CHEEK, RIGHT_EYE } from './face-topology.ts';
import { createPuppetMesh } from './puppet-mesh.ts';
import { poseMesh, RESTING, type Pose } from './puppet-pose.ts';

const NOSE_TIP = 1;
const POINTS = 478;
const CENTRE = { x: 320, y: 240 } as const;

/** A head like a ball: 478 points spread over its front, and the named ones where they belong. */
function ball(): Float32Array {
  const radius = 80;
  const landmarks = new Float32Array(POINTS * 3);
  const put = (i: number, x: number, y: number): void => {
    const z = -Math.sqrt(Math.max(0, 1 - x * x - y * y));
    landmarks.set([CENTRE.x + x * radius, CENTRE.y + y * radius, z * radius], i * 3);
  };
  for (let i = 0; i < POINTS; i += 1) {
    const angle = i * 2.399963;
    const away = Math.sqrt((i + 0.5) / POINTS) * 0.95;
    put(i, Math.cos(angle) * away, Math.sin(angle) * away);
  }
  put(NOSE_TIP, 0, 0);
  put(RIGHT_CHEEK, -1, 0);
  put(LEFT_CHEEK, 1, 0);
  put(FOREHEAD, 0, -0.95);
  put(152, 0, 0.95);
  RIGHT_EYE.upper.forEach((point, i) => put(point, -0.5 + i * 0.04, -0.22));
  RIGHT_EYE.lower.slice(1, -1).forEach((point, i) => put(point, -0.46 + i * 0.04, -0.16));
  return landmarks;
}

const mesh = createPuppetMesh(ball(), Uint16Array.of(1, 2, 3));
const posed = (pose: Partial<Pose>): Float32Array => poseMesh(mesh, { ...RESTING, ...pose });
const moved = (points: Float32Array, vertex: number, axis: 0 | 1 | 2): number =>
  (points[vertex * 3 + axis] ?? NaN) - (mesh.rest[vertex * 3 + axis] ?? NaN);

test('at rest every vertex is where the still has it', () => {
  const points = posed({});
  for (let i = 0; i < points.length; i += 1) expect(points[i]).toBeCloseTo(mesh.rest[i] ?? NaN, 3);
});

test('turning to the own left carries the nose to the right of the unmirrored picture', () => {
  expect(moved(posed({ yaw: 18 }), NOSE_TIP, 0)).toBeGreaterThan(20);
  expect(moved(posed({ yaw: -18 }), NOSE_TIP, 0)).toBeLessThan(-20);
});

test('looking up raises the nose', () => {
  expect(moved(posed({ pitch: 14 }), NOSE_TIP, 1)).toBeLessThan(-10);
});

test('a turn moves the nose against the cheeks: it is no turned picture', () => {
  const points = posed({ yaw: 18 });
  const nose = moved(points, NOSE_TIP, 0);
  const cheeks = (moved(points, LEFT_CHEEK, 0) + moved(points, RIGHT_CHEEK, 0)) / 2;
  expect(nose - cheeks).toBeGreaterThan(15);
});

test('a closed eye is a tenth of its open height, and the rest of the head stays', () => {
  const points = posed({ blink: 1 });
  RIGHT_EYE.upper.slice(1, -1).forEach((up, i) => {
    const down = RIGHT_EYE.lower[i + 1] ?? 0;
    const gap = (of: Float32Array): number => (of[down * 3 + 1] ?? 0) - (of[up * 3 + 1] ?? 0);
    expect(gap(points) / gap(mesh.rest)).toBeLessThan(0.1);
  });
  expect(moved(points, NOSE_TIP, 1)).toBe(0);
});

test('the outermost ring never moves, so that the mesh meets the picture around it', () => {
  const points = posed({ yaw: 25, pitch: -14, roll: 5, blink: 1, smile: 1, shiftX: 0.05 });
  const nailed = [...mesh.follow.keys()].filter((vertex) => mesh.follow[vertex] === 0);
  expect(nailed.length).toBeGreaterThanOrEqual(36);
  for (const vertex of nailed) {
    expect([moved(points, vertex, 0), moved(points, vertex, 1)]).toEqual([0, 0]);
  }
});
