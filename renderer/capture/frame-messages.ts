// What the page and its frame worker say to each other. Renderer, page and worker.

export type ToFrameWorker =
  | { readonly type: 'open'; readonly frames: ReadableStream<VideoFrame> }
  | { readonly type: 'take' };

export type FromFrameWorker =
  | {
      readonly type: 'frame';
      readonly width: number;
      readonly height: number;
      readonly pixels: ArrayBuffer;
      readonly takenAtMs: number;
    }
  | { readonly type: 'ended' };
