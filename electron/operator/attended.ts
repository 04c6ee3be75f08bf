// The kiosk as an operator's desk sees it; `compose` makes one. Main process.

import type { PinnedCamera } from '#core/camera/index.ts';
import type { ApiState, SessionView } from '#core/protocol/index.ts';
import type { SessionPolicy } from '#core/session/index.ts';
import type { Credentials } from '#electron/credentials/index.ts';
import type { LogEvent } from '#electron/decision-log/events.ts';
import type { AttendedKiosk } from '#electron/session/attended-kiosk.ts';
import type { EnrolmentRegister } from './enrolment.ts';
import type { Release } from '#electron/session/release.ts';

export interface Attended extends AttendedKiosk {
  readonly view: () => SessionView;
  readonly demo: boolean;
  readonly policy: SessionPolicy;
  readonly policySha256: string;
  readonly calibrationSha256: string | null;
  readonly door: { readonly id: string; readonly driver: string };
  readonly pinned: PinnedCamera | null;
  /** The file that gets the log's checkpoints. */
  readonly mirror: string | null;
  /** The API beside the kiosk; null where the settings have none. */
  readonly api: () => ApiState | null;
  readonly release: AttendedDoor;
  /** Null where badges and PINs cannot be used; the operator's line says why. */
  readonly credentials: Credentials | null;
  /** Who is enrolled for this door. */
  readonly register: EnrolmentRegister;
  /** Called when somebody at the door asks for staff. Returns its undo. */
  readonly onStaffCalled: (listener: () => void) => () => void;
  readonly appendEvent: (event: LogEvent) => Promise<{ readonly id: string }>;
}

/** The one way by which an operator moves a door: into the log with name and reason, then the pulse. */
export type AttendedDoor = (
  release: Release,
  signal: AbortSignal,
  onLogged?: (id: string) => void,
) => Promise<{ readonly id: string }>;
