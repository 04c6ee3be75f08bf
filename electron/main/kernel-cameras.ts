// The video devices that Linux itself knows, whatever a page says of them. Main process, CLI.

import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { KernelCamera } from '#core/camera/index.ts';

const CLASSES = '/sys/class';
const VIDEO = 'video4linux';
/** Where the kernel keeps devices that hang on no bus. */
const VIRTUAL = '/devices/virtual/';

/**
 * Every device of `video4linux`, by its node; none on a system without one. Null where it cannot be known: another system, or a
 * sandbox without `/sys`. A few small reads from memory.
 */
export function listKernelCameras(
  platform: NodeJS.Platform = process.platform,
  classes: string = CLASSES,
): readonly KernelCamera[] | null {
  if (platform !== 'linux' || !existsSync(classes)) return null;
  const folder = join(classes, VIDEO);
  // The folder is made with the first device.
  if (!existsSync(folder)) return [];
  try {
    return readdirSync(folder)
      .filter((node) => /^video\d+$/.test(node))
      .toSorted()
      .flatMap((node) => readDevice(node, join(folder, node)));
  } catch {
    return null;
  }
}

/** Nothing for a device that was unplugged meanwhile. */
function readDevice(node: string, link: string): readonly KernelCamera[] {
  try {
    const path = realpathSync(link);
    const name = readFileSync(join(path, 'name'), 'utf8').trim();
    return [{ node, name, driver: driverOf(path), isOnBus: !path.includes(VIRTUAL) }];
  } catch {
    return [];
  }
}

function driverOf(path: string): string | null {
  const link = join(path, 'device/driver');
  return existsSync(link) ? basename(realpathSync(link)) : null;
}
