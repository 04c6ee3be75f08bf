// What the battery's instruments are made of: the sample pictures and recordings, fetched and verified by the bootstrap. Node.

import { FaceLandmarker } from '@mediapipe/tasks-vision';
import sharp from 'sharp';
import type { Action } from '#core/challenge/index.ts';
import { ms, type Frame } from '#core/frame/index.ts';
import { observe, type FrameObservation } from '#core/session/index.ts';
import { openVideo } from '#electron/media/index.ts';
import type { Pipeline } from '#electron/inference/pipeline.ts';
import { createPuppetMesh } from '#renderer/demo/puppet-mesh.ts';
import type { Picture } from '#renderer/demo/rasterise.ts';
import { fillIn } from '#renderer/demo/silhouette.ts';
import { assetPath } from '../support/assets.ts';
import { CAMERA, type Pixels } from './presentation.ts';

/** Stills whose faces the gate accepts once they are cropped to the camera's shape. */
const STILLS = [
  'bona-fide/webcam-desk-2.jpg',
  'bona-fide/webcam-desk-1.jpg',
  'bona-fide/portrait-smile.jpg',
] as const;

export const RECORDINGS = [
  'video/blinks-smiles-nods.mp4',
  'video/blinks-gaze-smile.mp4',
  'video/selfie-talks-smiles.mp4',
  'video/mouth-opens.mp4',
] as const;
export type RecordingName = (typeof RECORDINGS)[number];

/** Whose room the instruments are held in. */
const ROOM_OF = 'bona-fide/webcam-desk-2.jpg';

/** Faces to print and to animate: the stills, and of each recording the calmest frame. The first is the demo camera's subject. */
export const PORTRAITS = [...STILLS, ...RECORDINGS] as const;
export type Portrait = (typeof PORTRAITS)[number];

/** A recorded person: every picture, and what the models read of it. */
export interface Recording {
  readonly fps: number;
  readonly frames: readonly RecordedFrame[];
}

export interface RecordedFrame {
  readonly pixels: Pixels;
  readonly read: FrameObservation;
}

/** A portrait at the camera's size and finer, with the mesh that animates it. */
export interface Model {
  readonly still: Picture;
  readonly texture: Picture;
  readonly landmarks: Float32Array;
  readonly tesselation: Uint16Array;
}

export interface Materials {
  /** The room in which instruments are held: nobody in it. */
  readonly room: () => Promise<Pixels>;
  readonly portrait: (name: Portrait) => Promise<Pixels>;
  readonly model: (name: Portrait) => Promise<Model>;
  readonly recording: (name: RecordingName) => Promise<Recording>;
}

const RECORDED_FPS = 15;
const READ = { landmarks: true, pad: false, embedding: false };
/** The texture is half as fine again as the picture, because turning stretches parts of it. */
const TEXTURE_SCALE = 1.5;

/** Everything is read once and kept: the recordings take about 1 GB. `analyse` reads poses and meshes; it is not the one on trial. */
export function openMaterials(analyse: Pipeline): Materials {
  const recording = once((name: RecordingName) => record(name, analyse));
  const portrait = async (name: Portrait, scale: number): Promise<Pixels> => {
    if (isStill(name)) return pictureOf(name, scale);
    const recorded = await recording(name);
    return pixelsAt(recorded, bestFrameFor(null, recorded));
  };
  const model = once(async (name: Portrait): Promise<Model> => {
    const [still, texture] = [await portrait(name, 1), await portrait(name, TEXTURE_SCALE)];
    const { landmarks } = await analyse({ ...still, capturedAt: ms(0) }, READ);
    if (landmarks.kind !== 'landmarks') throw new Error(`${name}: no face to animate`);
    return {
      still: packed(still),
      texture: packed(texture),
      landmarks: landmarks.points,
      tesselation: TRIANGLES,
    };
  });
  return {
    room: async () => emptied(await model(ROOM_OF)),
    recording,
    portrait: once((name) => portrait(name, 1)),
    model,
  };
}

/** Three edges a triangle, each beginning at a corner of its own. */
const TRIANGLES = Uint16Array.from(FaceLandmarker.FACE_LANDMARKS_TESSELATION, (edge) => edge.start);

/** The room of a still without its person. */
function emptied({ still, landmarks, tesselation }: Model): Pixels {
  const { width, height, pixels } = fillIn(still, createPuppetMesh(landmarks, tesselation).head);
  return {
    width,
    height,
    data: new Uint8Array(pixels.buffer, pixels.byteOffset, 4 * pixels.length),
  };
}

const isStill = (name: Portrait): name is (typeof STILLS)[number] =>
  STILLS.some((still) => still === name);

async function record(name: RecordingName, analyse: Pipeline): Promise<Recording> {
  const frames = openVideo(await assetPath(`samples/${name}`), {
    fps: RECORDED_FPS,
    maxSide: CAMERA.width,
    signal: new AbortController().signal,
  });
  const read: RecordedFrame[] = [];
  for await (const frame of frames) read.push(await readFrame(frame, analyse));
  return { fps: RECORDED_FPS, frames: read };
}

/** The frame at an index, which wraps round at either end. */
export function pixelsAt({ frames }: Recording, index: number): Pixels {
  const { length } = frames;
  const frame = frames[((index % length) + length) % length];
  if (frame === undefined) throw new RangeError('a recording without frames');
  return frame.pixels;
}

async function readFrame(frame: Frame, analyse: Pipeline): Promise<RecordedFrame> {
  const { width, height, data } = frame;
  return { pixels: { width, height, data }, read: observe(await analyse(frame, READ)) };
}

/** The sample, cropped to the camera's shape around its middle, at so many times the camera's size. */
async function pictureOf(name: string, scale: number): Promise<Pixels> {
  const width = CAMERA.width * scale;
  const height = CAMERA.height * scale;
  const data = await sharp(await assetPath(`samples/${name}`))
    .autoOrient()
    .resize(width, height, { fit: 'cover' })
    .ensureAlpha()
    .raw()
    .toBuffer();
  return { width, height, data: new Uint8Array(data) };
}

const packed = ({ width, height, data }: Pixels): Picture => ({
  width,
  height,
  pixels: new Uint32Array(data.buffer, data.byteOffset, width * height),
});

function once<K, V>(load: (key: K) => Promise<V>): (key: K) => Promise<V> {
  const loaded = new Map<K, Promise<V>>();
  return (key) => {
    const known = loaded.get(key) ?? load(key);
    loaded.set(key, known);
    return known;
  };
}

/** The frame of a recording that shows an action best: what an attacker who knows the kiosk would pick. */
export function bestFrameFor(action: Action | null, { frames }: Recording): number {
  const rate = RATING[action ?? 'NEUTRAL'];
  let best = 0;
  frames.forEach((frame, i) => {
    const found = frames[best];
    if (found === undefined || rate(frame.read) > rate(found.read)) best = i;
  });
  return best;
}

const yawOf = ({ pose }: FrameObservation): number => pose?.yaw ?? 0;
const pitchOf = ({ pose }: FrameObservation): number => pose?.pitch ?? 0;
const eyesOf = ({ eyes }: FrameObservation): number =>
  eyes === null ? 0 : (eyes.right + eyes.left) / 2;

const RATING: Readonly<Record<Action | 'NEUTRAL', (read: FrameObservation) => number>> = {
  NEUTRAL: (read) => eyesOf(read) - 0.02 * (Math.abs(yawOf(read)) + Math.abs(pitchOf(read))),
  BLINK: (read) => -eyesOf(read),
  'LOOK LEFT': yawOf,
  'LOOK RIGHT': (read) => -yawOf(read),
  'LOOK UP': pitchOf,
  'LOOK DOWN': (read) => -pitchOf(read),
  SMILE: () => 0,
};
