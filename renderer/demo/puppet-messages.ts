// What the page and the demo camera's worker say to each other. Renderer, page and worker.

import type { DemoScript } from '#core/protocol/index.ts';
import type { FaceMesh } from '#renderer/capture/landmarker-messages.ts';
import type { Picture } from './rasterise.ts';
import type { Cue } from './subject.ts';
import type { Traits } from './traits.ts';

export type ToPuppet =
  | {
      readonly type: 'begin';
      readonly still: Picture;
      readonly texture: Picture;
      readonly mesh: FaceMesh;
      readonly script: DemoScript;
      readonly traits: Traits;
    }
  | { readonly type: 'cue'; readonly cue: Cue }
  /** A picture's memory comes back to be drawn into again. */
  | { readonly type: 'drawn'; readonly pixels: ArrayBuffer };

export interface FromPuppet {
  readonly type: 'picture';
  /** RGBA of the still's size. */
  readonly pixels: ArrayBuffer;
}
