// A part of the picture as a small grey one: what the cues that look for shapes work on. Pure; runs in the inference worker.

import { intersection, wholeFrame, type Box, type Frame } from '#core/frame/index.ts';

/** Rec. 601 luma, 0 to 255, row-major. */
export interface LumaPatch {
  readonly width: number;
  readonly height: number;
  readonly luma: Float32Array;
  /** Where the patch lies in the frame, and how many frame pixels one of its pixels is wide and high. */
  readonly region: Box;
  readonly scale: number;
}

/** Samples that are averaged along either side of one patch pixel: more would cost much and change little. */
const MAX_SAMPLES = 4;

/**
 * The part of a region that lies inside the frame, at `scale` frame pixels a patch pixel. Each pixel averages a grid of up to
 * 4×4 samples, so the cost is that of the patch, not that of a 12-megapixel still. Null where nothing is left of the region.
 */
export function lumaPatch(frame: Frame, wanted: Box, scale: number): LumaPatch | null {
  const region = intersection(wanted, wholeFrame(frame));
  const width = Math.floor(region.width / scale);
  const height = Math.floor(region.height / scale);
  if (width < 1 || height < 1) return null;
  const samples = Math.min(MAX_SAMPLES, Math.max(1, Math.round(scale)));
  const columns = sampleOffsets(region.x, width, samples, scale, frame.width, 4);
  const rows = sampleOffsets(region.y, height, samples, scale, frame.height, 4 * frame.width);
  const luma = new Float32Array(width * height);
  const { data } = frame;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let j = 0; j < samples; j += 1) {
        const row = rows[y * samples + j] ?? 0;
        for (let i = 0; i < samples; i += 1) {
          const at = row + (columns[x * samples + i] ?? 0);
          sum +=
            0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
        }
      }
      luma[y * width + x] = sum / (samples * samples);
    }
  }
  return { width, height, luma, region, scale };
}

/** Byte offsets, along one side of the frame, of all samples of all patch pixels. */
function sampleOffsets(
  start: number,
  count: number,
  samples: number,
  scale: number,
  limit: number,
  pitch: number,
): Int32Array {
  const offsets = new Int32Array(count * samples);
  for (let i = 0; i < offsets.length; i += 1) {
    const at = Math.floor(start + ((i + 0.5) / samples) * scale);
    offsets[i] = Math.min(at, limit - 1) * pitch;
  }
  return offsets;
}
