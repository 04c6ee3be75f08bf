import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listKernelCameras } from './kernel-cameras.ts';

let sys = '';
beforeEach(async () => {
  sys = await mkdtemp(join(tmpdir(), 'gatelight-sys-'));
});
afterEach(() => rm(sys, { recursive: true }));

/** A device as the kernel lays it out: the class's link to its place, the name there, and on a bus the driver of its parent. */
async function plugIn(node: string, place: string, name: string, driver: string | null) {
  const path = join(sys, 'devices', place, 'video4linux', node);
  await mkdir(path, { recursive: true });
  await writeFile(join(path, 'name'), `${name}\n`);
  if (driver !== null) {
    const parent = join(sys, 'devices', place);
    await mkdir(join(sys, 'bus/drivers', driver), { recursive: true });
    await symlink(join(sys, 'bus/drivers', driver), join(parent, 'driver'));
    await symlink(parent, join(path, 'device'));
  }
  await mkdir(join(sys, 'class/video4linux'), { recursive: true });
  await symlink(path, join(sys, 'class/video4linux', node));
}

test('devices are listed with their names, their drivers and whether they hang on a bus', async () => {
  await plugIn('video0', 'pci0000:00/usb1/1-1:1.0', 'HD Pro Webcam C920', 'uvcvideo');
  await plugIn('video2', 'virtual', 'HD Pro Webcam C920', null);
  await plugIn('video4', 'platform/vivid.0', 'vivid-000-vid-cap', 'vivid');
  expect(listKernelCameras('linux', join(sys, 'class'))).toEqual([
    { node: 'video0', name: 'HD Pro Webcam C920', driver: 'uvcvideo', isOnBus: true },
    { node: 'video2', name: 'HD Pro Webcam C920', driver: null, isOnBus: false },
    { node: 'video4', name: 'vivid-000-vid-cap', driver: 'vivid', isOnBus: true },
  ]);
});

test('a system without video devices has none', async () => {
  await mkdir(join(sys, 'class'));
  expect(listKernelCameras('linux', join(sys, 'class'))).toEqual([]);
});

test('where the kernel cannot be asked nothing is known, which is not the same as none', () => {
  expect(listKernelCameras('linux', join(sys, 'class'))).toBeNull();
  expect(listKernelCameras('darwin', sys)).toBeNull();
});

test('a device that is going away is left out', async () => {
  await plugIn('video0', 'pci0000:00/usb1/1-1:1.0', 'HD Pro Webcam C920', 'uvcvideo');
  await symlink(join(sys, 'gone'), join(sys, 'class/video4linux/video1'));
  expect(listKernelCameras('linux', join(sys, 'class'))).toHaveLength(1);
});
