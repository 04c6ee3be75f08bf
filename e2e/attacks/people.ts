// Recorded people before the kiosk: every action that a recording contains, asked for shortly before it comes. Node.

import type { Action } from '#core/challenge/index.ts';
import type { RecordingName } from './materials.ts';

export interface Moment {
  readonly recording: RecordingName;
  readonly action: Action;
  /** When the action begins, in seconds of the recording. */
  readonly at: number;
}

const moments = (
  recording: RecordingName,
  action: Action,
  times: readonly number[],
): readonly Moment[] => times.map((at) => ({ recording, action, at }));

/** As read off the recordings; those of the first two seconds are left out, as a session needs them to come to its first prompt. */
export const MOMENTS: readonly Moment[] = [
  ...moments(
    'video/blinks-smiles-nods.mp4',
    'BLINK',
    [4.7, 6.5, 9.7, 12.1, 12.7, 14, 14.9, 16.1, 16.6, 17.3, 18.5],
  ),
  ...moments(
    'video/blinks-gaze-smile.mp4',
    'BLINK',
    [2.2, 3.1, 3.6, 9.5, 11.5, 12.4, 12.9, 15.3, 16.6, 16.7],
  ),
  ...moments('video/selfie-talks-smiles.mp4', 'BLINK', [2.6, 3.4, 10.5]),
  ...moments('video/mouth-opens.mp4', 'BLINK', [3.1, 6.2]),
  ...moments('video/blinks-smiles-nods.mp4', 'SMILE', [10]),
  ...moments('video/selfie-talks-smiles.mp4', 'SMILE', [6.5]),
  ...moments('video/blinks-smiles-nods.mp4', 'LOOK UP', [18.5]),
  ...moments('video/blinks-gaze-smile.mp4', 'LOOK DOWN', [3.7, 14.2]),
];

export const labelOf = ({ recording, action, at }: Moment): string =>
  `${action} at ${at} s of ${recording}`;

/** How long before its moment the person steps before the kiosk. */
export const LEAD_MS = 2500;
