// Which of a camera's sizes and rates to use, by what it was measured to deliver. Pure; runs in the page.

export interface CameraMode {
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
}

/**
 * In the order in which they are tried. The small one first: the models look at 128 pixels and less, of a face that has 190 at arm's
 * length and a half; every threshold was measured at that size; and a frame of the larger one costs three times as much to hand on.
 * Cameras that are slow at it (some give raw pictures there and compressed ones above) get the larger one.
 */
export const CAMERA_MODES = [
  { width: 640, height: 480, frameRate: 30 },
  { width: 1280, height: 720, frameRate: 30 },
] as const satisfies readonly CameraMode[];

/** Frames a second below which a mirror image is seen to lag. */
const SMOOTH_FPS = 24;

export interface ModeTrial {
  readonly mode: CameraMode;
  /** What reached the page in a second: the camera's own rate, or less where handing frames on takes longer. */
  readonly framesPerSecond: number;
}

/** A mode that is good enough to look no further, and to be remembered. */
export const isSmooth = ({ framesPerSecond }: ModeTrial): boolean => framesPerSecond >= SMOOTH_FPS;

/** A second is short, and the machine may be busy in it: what is not faster by so much is alike. */
const CLEARLY_FASTER = 1.2;

/** The first smooth one; else the fastest, and of those alike the first. A mode may have been tried twice. Null without a trial. */
export function chooseMode(trials: readonly ModeTrial[]): CameraMode | null {
  const [first, ...others] = CAMERA_MODES.flatMap((mode) => bestOf(mode, trials));
  if (first === undefined) return null;
  const faster = (best: ModeTrial, trial: ModeTrial): ModeTrial =>
    trial.framesPerSecond > best.framesPerSecond * CLEARLY_FASTER ? trial : best;
  return ([first, ...others].find(isSmooth) ?? others.reduce(faster, first)).mode;
}

const bestOf = (mode: CameraMode, trials: readonly ModeTrial[]): readonly ModeTrial[] =>
  trials
    .filter((trial) => trial.mode === mode)
    .toSorted((a, b) => b.framesPerSecond - a.framesPerSecond)
    .slice(0, 1);
