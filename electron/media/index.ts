// Pictures and video into frames.
export { MEDIA_FAULTS, MediaFault, type MediaFaultCode } from './media-fault.ts';
export { isStill, mediaKind } from './media-kind.ts';
export { probeVideo } from './probe.ts';
export {
  decodeReducedStill,
  decodeSmallStill,
  decodeStill,
  readReducedStill,
  readStill,
  sniffFile,
  type ReducedStill,
} from './still.ts';
export { openVideo } from './video.ts';
