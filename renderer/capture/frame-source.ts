// The newest frame of a camera, when asked for. Renderer.

import type { OfferedFrame } from '#core/protocol/index.ts';

export interface FrameSource extends Disposable {
  /**
   * Resolves with the newest frame that was not taken before, as soon as there is one; upright and unmirrored.
   * Rejects when the camera ended or the source was disposed. One call at a time. A frame's pixels are the source's again from the next
   * call on, which may write others over them: whoever keeps them keeps a copy.
   */
  readonly take: () => Promise<OfferedFrame>;
}

export class CameraEnded extends Error {
  override readonly name = 'CameraEnded';
}

/** It is there and gives nothing new. */
export class CameraStuck extends Error {
  override readonly name = 'CameraStuck';
}
