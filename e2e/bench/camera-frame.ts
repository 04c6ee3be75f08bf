// The frame of the benchmark: a sample still at a camera's size, with a face of a kiosk's usual share. Node.

import sharp from 'sharp';
import { ms, type Frame } from '#core/frame/index.ts';
import { assetPath } from '../support/assets.ts';

const WIDTH = 640;
const HEIGHT = 480;

export async function cameraFrame(): Promise<Frame> {
  const data = await sharp(await assetPath('samples/bona-fide/webcam-desk-2.jpg'))
    .resize(WIDTH, HEIGHT)
    .ensureAlpha()
    .raw()
    .toBuffer();
  return {
    width: WIDTH,
    height: HEIGHT,
    data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    capturedAt: ms(0),
  };
}
