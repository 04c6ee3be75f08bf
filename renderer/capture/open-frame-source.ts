// Chooses how a camera's frames are read: by a worker that reads the track, or else from a video element. Renderer.

import type { Camera } from './camera.ts';
import { createCanvasSource } from './canvas-source.ts';
import type { FrameSource } from './frame-source.ts';
import { createTrackSource } from './track-source.ts';

export function openFrameSource(camera: Camera): FrameSource {
  const Processor = window.MediaStreamTrackProcessor;
  return Processor === undefined
    ? createCanvasSource(camera)
    : createTrackSource(new Processor({ track: camera.track }).readable);
}

declare global {
  interface Window {
    /** Chromium's; the page's half of a class that the standard gives to workers only. */
    readonly MediaStreamTrackProcessor?: new (init: { readonly track: MediaStreamTrack }) => {
      readonly readable: ReadableStream<VideoFrame>;
    };
  }
}
