// Finds the operator's camera among those that are there. Pure; runs in the page.

import type { PinnedCamera } from './judge-camera.ts';

export interface ListedCamera {
  /** Empty as long as the browser may not use cameras. */
  readonly label: string;
  readonly deviceId: string;
}

/**
 * The pinned camera's device: the very one, or else one of its name, because a fresh browser profile gives every device a new id.
 * Whether that will do is for the main side to judge. Null where there is none.
 */
export const findPinned = (
  cameras: readonly ListedCamera[],
  pinned: PinnedCamera,
): string | null => {
  const named = cameras.filter(({ label, deviceId }) => label === pinned.label && deviceId !== '');
  const same = named.find(({ deviceId }) => deviceId === pinned.deviceId);
  return (same ?? named[0])?.deviceId ?? null;
};
