// A frame as a small picture inside a page. CLI process.

import sharp from 'sharp';
import type { Frame } from '#core/frame/index.ts';

const SIDE = 180;
const QUALITY = 72;

/** A JPEG as a data URL; no side is longer than 180 pixels, so that a page of many stays small. */
export async function thumbnailOf({ width, height, data }: Frame): Promise<string> {
  const jpeg = await sharp(data, { raw: { width, height, channels: 4 } })
    .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
    .flatten()
    .jpeg({ quality: QUALITY })
    .toBuffer();
  return `data:image/jpeg;base64,${jpeg.toString('base64')}`;
}
