// Pictures and video into frames.
export { MediaFault } from './media-fault.ts';
export { isStill, mediaKind } from './media-kind.ts';
export { probeVideo } from './probe.ts';
export { decodeStill, readReducedStill, readStill, sniffFile } from './still.ts';
export { openVideo } from './video.ts';
