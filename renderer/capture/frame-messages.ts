// What the page and its frame worker say to each other. Renderer, page and worker.

export type ToFrameWorker =
  | { readonly type: 'open'; readonly frames: ReadableStream<VideoFrame> }
  /** `spare`: the pixels of an earlier frame that nobody reads any more, to be written over; null without one. */
  | { readonly type: 'take'; readonly spare: ArrayBuffer | null };

export type FromFrameWorker =
  | {
      readonly type: 'frame';
      readonly width: number;
      readonly height: number;
      readonly pixels: ArrayBuffer;
      readonly takenAtMs: number;
    }
  | { readonly type: 'ended' };
