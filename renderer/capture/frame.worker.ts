// Reads the camera's track and keeps its newest frame only, so that what is judged is never stale. Renderer, dedicated worker.

import type { FromFrameWorker, ToFrameWorker } from './frame-messages.ts';
import { wholeMilliseconds } from './taken-at.ts';

/** In a millisecond: a frame's timestamp is finer. */
const MICROSECONDS = 1000;

let newest: VideoFrame | null = null;
let isWanted = false;
/** Frames are a megabyte and more, a dozen a second: a heap of them would wait for collection. */
let spare: ArrayBuffer | null = null;

addEventListener('message', ({ data }: MessageEvent<ToFrameWorker>) => {
  if (data.type === 'open') void read(data.frames);
  else {
    isWanted = true;
    spare = data.spare ?? spare;
    void deliver();
  }
});

async function read(frames: ReadableStream<VideoFrame>): Promise<void> {
  for await (const frame of frames) {
    newest?.close();
    newest = frame;
    if (isWanted) await deliver();
  }
  send({ type: 'ended' }, []);
}

async function deliver(): Promise<void> {
  const frame = newest;
  if (frame === null) return;
  newest = null;
  isWanted = false;
  try {
    // Cropped to what is meant to be seen: some cameras pad their rows.
    const { width, height } = frame.visibleRect ?? {
      width: frame.codedWidth,
      height: frame.codedHeight,
    };
    const pixels = bufferOf(width * height * 4);
    await frame.copyTo(pixels, { format: 'RGBA' });
    const takenAtMs = wholeMilliseconds(frame.timestamp / MICROSECONDS);
    send({ type: 'frame', width, height, pixels, takenAtMs }, [pixels]);
  } finally {
    frame.close();
  }
}

function bufferOf(bytes: number): ArrayBuffer {
  const pixels = spare?.byteLength === bytes ? spare : new ArrayBuffer(bytes);
  spare = null;
  return pixels;
}

function send(message: FromFrameWorker, transfer: Transferable[]): void {
  postMessage(message, { transfer });
}
