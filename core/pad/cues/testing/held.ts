// Test support: an instrument held before a scene. Not shipped.

import type { Frame } from '#core/frame/index.ts';
import type { Light, Surface, Viewpoint } from './camera.ts';
import { pictureSurface } from './instruments.ts';

export interface Held {
  readonly shown: Frame;
  /** Width of the rim around the shown picture, in shares of its width, and its light; width 0 is a borderless print. */
  readonly rim: { readonly width: number; readonly light: number };
  /** Light of the instrument's white, and light that its black gives off. */
  readonly white: number;
  readonly black: number;
  /** Maps camera pixels to the shown picture's, whose centre is the origin. */
  readonly place: Viewpoint;
}

/** Places are camera pixels; `background` fills a camera picture of its own size. */
export function heldBefore(background: Frame, { shown, rim, white, black, place }: Held): Surface {
  const behind = pictureSurface(background);
  const picture = pictureSurface(shown);
  const [right, bottom] = [shown.width / 2, shown.height / 2];
  const border = rim.width * shown.width;
  return (x, y, light: Light) => {
    const [u, v] = place(x, y);
    const outside = Math.max(Math.abs(u) - right, Math.abs(v) - bottom);
    if (outside > border) {
      behind(x, y, light);
    } else if (outside > 0) {
      light.fill(rim.light);
    } else {
      picture(u + right, v + bottom, light);
      for (const c of [0, 1, 2] as const) light[c] = black + (white - black) * light[c];
    }
  };
}
