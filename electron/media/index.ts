// Pictures and video into frames.
export { MediaFault, type MediaFaultCode } from './media-fault.ts';
export { isStill, mediaKind, type MediaKind } from './media-kind.ts';
export { probeVideo, type VideoFacts } from './probe.ts';
export { decodeStill, readStill, sniffFile } from './still.ts';
export { openVideo, type VideoOptions } from './video.ts';
