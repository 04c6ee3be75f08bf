// Why a frame cannot be judged. Pure; runs in every process.

/** The closed list of capture issues: the eight of the access contract, then guidance codes of our own. */
export const CAPTURE_ISSUES = [
  'FACE_NOT_FOUND',
  'TOO_MANY_FACES',
  'FACE_TOO_SMALL',
  'FACE_TOO_CLOSE',
  'FACE_CLOSE_TO_BORDER',
  'FACE_CROPPED',
  'FACE_ANGLE_TOO_LARGE',
  'FACE_IS_OCCLUDED',
  'TOO_DARK',
  'TOO_BRIGHT',
  'BLURRED',
  'EYES_CLOSED',
  'HOLD_STILL',
] as const;

export type CaptureIssue = (typeof CAPTURE_ISSUES)[number];
