// The capture gate over real pictures, and pictures changed as a bad camera or a hand would. For tests; Node.

import sharp, { type Sharp } from 'sharp';
import { ms, type Frame } from '#core/frame/index.ts';
import {
  assessCapture,
  stillCapturePolicy,
  type Capture,
  type CapturePolicy,
} from '#core/quality/index.ts';
import { observe } from '#core/session/index.ts';
import type { AssetLibrary } from '../assets.ts';
import { loadModels, releaseModels } from '../models.ts';
import { createPipeline } from '../pipeline.ts';

export interface Gate extends AsyncDisposable {
  /** The first issue, or `acceptable`. */
  readonly judge: (frame: Frame, policy?: CapturePolicy) => Promise<string>;
  readonly capture: (frame: Frame, policy: CapturePolicy) => Promise<Capture>;
}

export async function openGate(library: AssetLibrary): Promise<Gate> {
  const { sessions } = await loadModels(library, AbortSignal.timeout(20_000));
  const analyze = createPipeline(sessions, { detectorSide: 640 });
  const plan = { landmarks: true, pad: false, embedding: false };
  const capture = async (frame: Frame, policy: CapturePolicy) =>
    assessCapture(observe(await analyze(frame, plan)), policy);
  return {
    judge: async (frame, policy = stillCapturePolicy) => {
      const seen = await capture(frame, policy);
      return seen.kind === 'issue' ? seen.issue : 'acceptable';
    },
    capture,
    [Symbol.asyncDispose]: () => releaseModels(sessions),
  };
}

/** The picture after a change that sharp makes. */
export async function changed(frame: Frame, change: (picture: Sharp) => Sharp): Promise<Frame> {
  const { width, height } = frame;
  const picture = sharp(frame.data, { raw: { width, height, channels: 4 } });
  const { data, info } = await change(picture).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(data), capturedAt: ms(0) };
}

/** What is drawn over it, in its pixels. */
export const drawnOver = (frame: Frame, svg: string): Promise<Frame> =>
  changed(frame, (picture) =>
    picture.composite([
      {
        input: Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="${frame.width}" height="${frame.height}">${svg}</svg>`,
        ),
      },
    ]),
  );
