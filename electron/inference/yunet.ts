// The face detector: a frame scaled to a fixed longest side, through YuNet, to faces in frame pixels. Inference process.

import { Tensor, type InferenceSession } from 'onnxruntime-node';
import {
  createBlockResampler,
  paddedPlanes,
  type Box,
  type Detection,
  type Frame,
  type Resample,
  type Size,
} from '#core/frame/index.ts';
import { floats } from './model-output.ts';
import { decodeFaces, STRIDES, type Stride, type StrideOutput } from './yunet-decode.ts';

/** Longest side of the detector's input: 320 follows a face in a camera's frames, 640 finds all faces of a still. */
export type DetectorSide = 320 | 640;

/** The coarsest grid of the model: both sides of its input are multiples of it. */
const GRID = 32;

export type Detector = (frame: Frame) => Promise<readonly Detection[]>;

export function createDetector(session: InferenceSession, side: DetectorSide): Detector {
  let input: DetectorInput | undefined;
  return async (frame) => {
    if (input?.width !== frame.width || input.height !== frame.height)
      input = createInput(frame, side);
    input.fill(frame, input.region);
    const outputs = await session.run({ input: input.tensor });
    const { columns, rows, scale } = input;
    return decodeFaces(
      STRIDES.map((stride) => strideOutput(outputs, stride, columns / stride, rows / stride)),
      scale,
    );
  };
}

/** The input for frames of one size: made once, as a camera's frames all have the same. */
interface DetectorInput extends Size {
  readonly tensor: Tensor;
  readonly fill: Resample;
  readonly columns: number;
  readonly rows: number;
  /** Frame pixels per input pixel. */
  readonly scale: number;
  readonly region: Box;
}

function createInput({ width, height }: Size, side: DetectorSide): DetectorInput {
  // A small frame is not enlarged: that would add cost and no detail.
  const scale = Math.max(1, Math.max(width, height) / side);
  const inner = { width: Math.floor(width / scale), height: Math.floor(height / scale) };
  const columns = Math.ceil(inner.width / GRID) * GRID;
  const rows = Math.ceil(inner.height / GRID) * GRID;
  const planes = paddedPlanes(inner.width, inner.height, columns, rows, {
    order: 'bgr',
    mean: 0,
    scale: 1,
  });
  return {
    width,
    height,
    tensor: new Tensor('float32', planes.data, [1, 3, rows, columns]),
    fill: createBlockResampler(planes),
    columns,
    rows,
    scale,
    // One scale for both axes: what is left of an odd side is not looked at. The last bit of a product may lie outside the frame.
    region: {
      x: 0,
      y: 0,
      width: Math.min(width, inner.width * scale),
      height: Math.min(height, inner.height * scale),
    },
  };
}

function strideOutput(
  outputs: InferenceSession.ReturnType,
  stride: Stride,
  columns: number,
  rows: number,
): StrideOutput {
  const cells = columns * rows;
  return {
    stride,
    columns,
    cells,
    cls: floats(outputs, `cls_${stride}`, cells),
    obj: floats(outputs, `obj_${stride}`, cells),
    bbox: floats(outputs, `bbox_${stride}`, 4 * cells),
    kps: floats(outputs, `kps_${stride}`, 10 * cells),
  };
}
