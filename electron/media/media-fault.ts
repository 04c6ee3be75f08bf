// What can be wrong with a picture or a video, as values with a closed code. Command line and API.

export const MEDIA_FAULTS = [
  'FILE_NOT_FOUND',
  'UNREADABLE',
  'UNSUPPORTED_MEDIA',
  'TRUNCATED',
  'TOO_LARGE',
  'NO_VIDEO',
  'FFMPEG_MISSING',
] as const;
export type MediaFaultCode = (typeof MEDIA_FAULTS)[number];

/** Thrown for media that cannot be judged. The message is one line that names the file and the remedy. */
export class MediaFault extends Error {
  override readonly name = 'MediaFault';
  readonly code: MediaFaultCode;
  constructor(code: MediaFaultCode, message: string, cause?: unknown) {
    super(message.replaceAll(/\s+/gu, ' ').trim(), { cause });
    this.code = code;
  }
}
