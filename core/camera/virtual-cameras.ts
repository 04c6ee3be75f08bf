// The cameras that are programs: what is shown to them is what somebody chose. Pure; runs in every process.

import type { KernelCamera } from './opened-camera.ts';

/** Names that programs give their cameras. Whole words where a real camera's name contains the same letters (OBSBOT, LifeCam). */
const VIRTUAL_NAMES: readonly RegExp[] = [
  /virtual/i,
  /\bobs\b/i,
  /v4l2 ?loopback/i,
  // What v4l2loopback calls a device that was given no name.
  /dummy video device/i,
  /manycam/i,
  /snap camera/i,
  /xsplit/i,
  /droidcam/i,
  /iriun/i,
  /epoccam/i,
  /\bivcam\b/i,
  /mmhmm/i,
  /nvidia broadcast/i,
  /\bv-?cam\b/i,
  /\bcamo\b/i,
  /camtwist/i,
  /splitcam/i,
  /youcam/i,
  /altercam/i,
  /ak ?vcam/i,
  /webcamoid/i,
  /chromacam/i,
  /sparkocam/i,
  /fake webcam/i,
  /webcammax/i,
  /facerig|animaze|avatarify/i,
  /\bndi\b/i,
  /vmix/i,
  /wirecast/i,
  /streamlabs/i,
  /unity video capture/i,
  /screen[- ]capture/i,
  /logi(tech)? ?capture/i,
  // Chromium's fake device, its two names; and the file that it plays, of which it says the path.
  /fake[_ ]device/i,
  /\.(mjpe?g|y4m)$/i,
  // The kernel's test drivers.
  /^vivid-\d|^vimc\b/i,
  // Our own puppet.
  /gatelight demo/i,
];

const VIRTUAL_DRIVERS: ReadonlySet<string> = new Set(['v4l2loopback', 'vivid', 'vimc', 'akvcam']);

/** Whether a camera of this name is known to be a program. A name proves nothing to the contrary: it can be borrowed. */
export const isVirtualName = (name: string): boolean =>
  VIRTUAL_NAMES.some((pattern) => pattern.test(name));

/** Whether the kernel's device is fed by a program. */
export const isVirtualDevice = ({ name, driver, isOnBus }: KernelCamera): boolean =>
  !isOnBus || (driver !== null && VIRTUAL_DRIVERS.has(driver)) || isVirtualName(name);
