// Whether a door's sessions may look through the camera that the page opened. Pure; runs in every process.

import type { KernelCamera, OpenedCamera } from './opened-camera.ts';
import { isVirtualDevice, isVirtualName } from './virtual-cameras.ts';

/** The operator's word on which camera this door has. */
export interface CameraRules {
  /** The one camera of this door; null accepts any that is not virtual. */
  readonly pinned: PinnedCamera | null;
  /** The operator's override, written into every decision. */
  readonly allowVirtual: boolean;
}

export interface PinnedCamera {
  readonly label: string;
  /** Null pins the name alone. */
  readonly deviceId: string | null;
}

/** What a decision says of the camera behind it. */
export interface AcceptedCamera {
  readonly label: string;
  readonly virtual: boolean;
}

export type CameraJudgement =
  | { readonly kind: 'accepted'; readonly camera: AcceptedCamera }
  | { readonly kind: 'refused'; readonly label: string; readonly why: CameraRefusal };

export type CameraRefusal =
  /** Its name, or the kernel, says that it is a program. */
  | 'virtual'
  /** Linux knows of no camera that is hardware, whatever this one is called. */
  | 'no-hardware'
  /** The operator pinned another. */
  | 'not-the-pinned';

/** `kernel` lists the devices that Linux knows; null where it cannot be asked. */
export function judgeCamera(
  opened: OpenedCamera,
  { pinned, allowVirtual }: CameraRules,
  kernel: readonly KernelCamera[] | null,
): CameraJudgement {
  const { label } = opened;
  const doubt = doubtOf(label, kernel);
  if (doubt !== null && !allowVirtual) return { kind: 'refused', label, why: doubt };
  if (pinned !== null && !isPinned(opened, pinned)) {
    return { kind: 'refused', label, why: 'not-the-pinned' };
  }
  return { kind: 'accepted', camera: { label, virtual: doubt !== null } };
}

function doubtOf(
  label: string,
  kernel: readonly KernelCamera[] | null,
): Extract<CameraRefusal, 'virtual' | 'no-hardware'> | null {
  if (isVirtualName(label)) return 'virtual';
  if (kernel === null) return null;
  // One of this name is enough: a loopback beside the real camera bears its name for no other purpose.
  if (kernel.some((device) => bears(device, label) && isVirtualDevice(device))) return 'virtual';
  return kernel.every(isVirtualDevice) ? 'no-hardware' : null;
}

const VENDOR_AND_PRODUCT = /\s*\([\da-f]{4}:[\da-f]{4}\)$/i;

/** With and without what Chromium adds: a loopback can be given a name that looks like both together. */
const bears = ({ name }: KernelCamera, label: string): boolean =>
  name === label || name === label.replace(VENDOR_AND_PRODUCT, '');

/** A camera without a name is nobody's. */
const isPinned = ({ label, deviceId }: OpenedCamera, pinned: PinnedCamera): boolean =>
  label !== '' &&
  label === pinned.label &&
  (pinned.deviceId === null || deviceId === pinned.deviceId);
