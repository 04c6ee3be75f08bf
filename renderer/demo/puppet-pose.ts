// Moves the puppet's mesh into a pose: lids and mouth first, then the head as a rigid body seen in perspective.
// Pure; demo worker and tests.

import { LEFT_EYE, MOUTH_CORNERS, RIGHT_EYE, type EyeTopology } from './face-topology.ts';
import type { PuppetMesh } from './puppet-mesh.ts';

/** Angles in degrees with the signs of `HeadPose`; `blink` and `smile` in [0, 1]; `shiftX`, `shiftY` in head widths. */
export interface Pose {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  readonly blink: number;
  readonly smile: number;
  readonly shiftX: number;
  readonly shiftY: number;
}

export const RESTING: Pose = {
  yaw: 0,
  pitch: 0,
  roll: 0,
  blink: 0,
  smile: 0,
  shiftX: 0,
  shiftY: 0,
};

/** A face at arm's length and a half from a webcam: about four and a half head widths. */
const CAMERA_DISTANCE = 4.5;
/** A closed eye is this open still: the lashes. */
const LASHES = 0.06;
/** Most of a blink is the upper lid's way. */
const UPPER_LID_SHARE = 0.85;
/** How far the rows of skin above the lid are drawn down with it, nearest first. */
const SKIN_ABOVE = [0.5, 0.12] as const;
const SKIN_BELOW = 0.35;

/** Returns three numbers a vertex in frame pixels, in `out` where given (it must hold `mesh.rest.length` numbers). */
export function poseMesh(
  mesh: PuppetMesh,
  pose: Pose,
  out: Float32Array = new Float32Array(mesh.rest.length),
): Float32Array {
  out.set(mesh.rest);
  for (const eye of [RIGHT_EYE, LEFT_EYE]) closeEye(mesh.rest, eye, pose.blink, out);
  if (pose.smile > 0) smile(mesh, pose.smile, out);
  turnHead(mesh, pose, out);
  return out;
}

function closeEye(rest: Float32Array, eye: EyeTopology, blink: number, out: Float32Array): void {
  eye.upper.forEach((up, i) => {
    const down = eye.lower[i];
    if (down === undefined || down === up) return;
    for (const axis of [0, 1, 2]) {
      const gap = (rest[down * 3 + axis] ?? 0) - (rest[up * 3 + axis] ?? 0);
      const closed = gap * (1 - LASHES) * blink;
      const drawn = closed * UPPER_LID_SHARE;
      const lifted = closed * (1 - UPPER_LID_SHARE);
      shift(out, up, axis, drawn);
      shift(out, down, axis, -lifted);
      eye.above.forEach((row, r) => shift(out, row[i], axis, drawn * (SKIN_ABOVE[r] ?? 0)));
      shift(out, eye.below[i], axis, -lifted * SKIN_BELOW);
    }
  });
}

/** How far the corners of the widest smile go, in head widths: about as far up as people's do, in the mesh that the main side reads. */
const SMILE = { outwards: 0.055, upwards: 0.065 } as const;

/** The corners go out and up and take the skin around them along. */
function smile(mesh: PuppetMesh, amount: number, out: Float32Array): void {
  const { head, rest, follow } = mesh;
  const reach = head.width * 0.2;
  for (const corner of MOUTH_CORNERS) {
    const cornerX = rest[corner * 3] ?? 0;
    const cornerY = rest[corner * 3 + 1] ?? 0;
    const outwards = Math.sign(cornerX - head.x) * head.width * SMILE.outwards * amount;
    const upwards = head.width * SMILE.upwards * amount;
    for (let v = 0; v < rest.length / 3; v += 1) {
      const away = Math.hypot((rest[v * 3] ?? 0) - cornerX, (rest[v * 3 + 1] ?? 0) - cornerY);
      const share = Math.exp(-((away / reach) ** 2) * 2) * (follow[v] ?? 0);
      if (share < 0.01) continue;
      shift(out, v, 0, outwards * share);
      shift(out, v, 1, -upwards * share);
    }
  }
}

function turnHead(mesh: PuppetMesh, pose: Pose, out: Float32Array): void {
  const { head, follow } = mesh;
  const [sinYaw, cosYaw] = sinCos(pose.yaw - head.yaw);
  const [sinPitch, cosPitch] = sinCos(pose.pitch);
  const [sinRoll, cosRoll] = sinCos(pose.roll);
  const distance = CAMERA_DISTANCE * head.width;
  const pivotY = head.y + head.height * 0.15;
  for (let v = 0; v < follow.length; v += 1) {
    const share = follow[v] ?? 0;
    if (share === 0) continue;
    const x0 = out[v * 3] ?? 0;
    const y0 = out[v * 3 + 1] ?? 0;
    const z0 = out[v * 3 + 2] ?? 0;
    const x = x0 - head.x;
    const y = y0 - pivotY;
    const z = z0 - head.z;
    // The face points at −z: turning to the subject's own left carries it to the right of the picture.
    const turnedX = x * cosYaw - z * sinYaw;
    const turnedZ = x * sinYaw + z * cosYaw;
    const nodY = y * cosPitch + turnedZ * sinPitch;
    const nodZ = turnedZ * cosPitch - y * sinPitch;
    const nearer = (distance + z) / (distance + nodZ);
    const tiltX = turnedX * cosRoll - nodY * sinRoll;
    const tiltY = turnedX * sinRoll + nodY * cosRoll;
    const toX = head.x + tiltX * nearer + pose.shiftX * head.width;
    const toY = pivotY + tiltY * nearer + pose.shiftY * head.width;
    out[v * 3] = x0 + (toX - x0) * share;
    out[v * 3 + 1] = y0 + (toY - y0) * share;
    out[v * 3 + 2] = z0 + (nodZ + head.z - z0) * share;
  }
}

const sinCos = (angle: number): readonly [number, number] => {
  const radians = (angle * Math.PI) / 180;
  return [Math.sin(radians), Math.cos(radians)];
};

function shift(points: Float32Array, vertex: number | undefined, axis: number, by: number): void {
  if (vertex === undefined) return;
  const i = vertex * 3 + axis;
  points[i] = (points[i] ?? 0) + by;
}
