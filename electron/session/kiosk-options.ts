// What a kiosk is made of. Types only; main process.

import type { CameraJudgement, OpenedCamera } from '#core/camera/index.ts';
import type { KioskFault } from '#core/protocol/index.ts';
import type { PickIndex } from '#core/session/index.ts';
import type { InferencePort } from './ports.ts';
import type { RecognitionPort } from './recognition.ts';
import type { RunnerOptions } from './runner.ts';

export interface KioskOptions extends Omit<
  RunnerOptions,
  'onWake' | 'onChange' | 'camera' | 'isAssisted' | 'recognise'
> {
  readonly inference: InferencePort;
  /** Says who the subjects are, where the door asks for that as well. */
  readonly recognition?: RecognitionPort;
  /** Days for which a picture of a session may be kept, as its subject is told beforehand; null where none is. */
  readonly keepsPicturesDays?: number | null;
  readonly pick: PickIndex;
  readonly newSessionId: () => string;
  readonly judgeCamera: (opened: OpenedCamera) => CameraJudgement;
  /** Why no session can be run now, or null. Asked whenever the answer matters. */
  readonly fault: () => KioskFault | 'starting' | null;
  readonly demo: boolean;
  /** SHA-256 of the calibration that the policy comes from; null with the default operating points. */
  readonly calibrationSha256: string | null;
}
