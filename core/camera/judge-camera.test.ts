import { describe, expect, it, test } from 'vitest';
import { judgeCamera, type CameraRules } from './judge-camera.ts';
import type { KernelCamera, OpenedCamera } from './opened-camera.ts';
import { isVirtualDevice, isVirtualName } from './virtual-cameras.ts';

/** As Chromium names them, the kernel, or their makers. */
const PROGRAMS = [
  'OBS Virtual Camera',
  'OBS-Camera',
  'Dummy video device (0x0000)',
  'ManyCam Virtual Webcam',
  'Snap Camera',
  'XSplit VCam',
  'DroidCam Source 3',
  'Iriun Webcam',
  'EpocCam',
  'e2eSoft iVCam',
  'mmhmm Camera',
  'Camera (NVIDIA Broadcast)',
  'OBSBOT Virtual Camera',
  'Reincubate Camo',
  'CyberLink YouCam 10',
  'Unity Video Capture',
  'NDI Webcam Video 1',
  'fake_device_0',
  'Fake Device',
  '/tmp/clip.mjpeg',
  'vivid-000-vid-cap',
  'Gatelight demo camera',
] as const;

const HARDWARE = [
  'Integrated Camera (04f2:b6d9)',
  'Integrated Camera: Integrated C (13d3:5405)',
  'HD Pro Webcam C920 (046d:082d)',
  'HD Pro Webcam C920',
  'c922 Pro Stream Webcam (046d:085c)',
  'Logitech BRIO (046d:085e)',
  'Microsoft® LifeCam HD-3000 (045e:0779)',
  'OBSBOT Tiny 4K: OBSBOT Tiny 4K (6e30:fef0)',
  'Elgato Facecam (0fd9:0078)',
  'FaceTime HD Camera (Built-in) (05ac:8514)',
  'Surface Camera Front (045e:0990)',
  'USB2.0 HD UVC WebCam (13d3:56a2)',
  'HP TrueVision HD Camera (0408:5365)',
  'See3CAM_CU30 (2560:c131)',
  'Creative Live! Cam Sync 1080p (041e:40a3)',
  'mmal service 16.1',
  'unicam',
] as const;

test.each(PROGRAMS)('%s is known to be a program', (name) => {
  expect(isVirtualName(name)).toBe(true);
});

test.each(HARDWARE)('%s is not taken for a program', (name) => {
  expect(isVirtualName(name)).toBe(false);
});

const hardware: KernelCamera = {
  node: 'video0',
  name: 'HD Pro Webcam C920',
  driver: 'uvcvideo',
  isOnBus: true,
};
const loopback: KernelCamera = {
  node: 'video2',
  name: 'HD Pro Webcam C920',
  driver: null,
  isOnBus: false,
};

test.each<readonly [string, KernelCamera, boolean]>([
  ['a camera on a bus', hardware, false],
  ['a device that hangs on no bus, whatever its name', loopback, true],
  ["the kernel's test driver", { ...hardware, driver: 'vivid' }, true],
  ['a device of a bus that bears a program’s name', { ...hardware, name: 'OBS-Camera' }, true],
])('%s: fed by a program is %s', (_, device, isVirtual) => {
  expect(isVirtualDevice(device)).toBe(isVirtual);
});

const opened = (label: string, deviceId = 'd1'): OpenedCamera => ({
  label,
  deviceId,
  groupId: 'g1',
  width: 640,
  height: 480,
  frameRate: 30,
  facingMode: null,
});
const rules: CameraRules = { pinned: null, allowVirtual: false };
const C920 = 'HD Pro Webcam C920 (046d:082d)';
const pinned = { label: C920, deviceId: null };

describe('a door without a pinned camera', () => {
  it.each<readonly [string, string, readonly KernelCamera[] | null]>([
    ['where the kernel knows it', C920, [hardware]],
    ['where the kernel calls it something else', 'Integrated Camera', [hardware]],
    ['where the kernel cannot be asked', C920, null],
    ['that has no name', '', [hardware]],
    ['beside a loopback of another name', C920, [hardware, { ...loopback, name: 'OBS' }]],
  ])('accepts hardware %s', (_, label, kernel) => {
    expect(judgeCamera(opened(label), rules, kernel)).toEqual({
      kind: 'accepted',
      camera: { label, virtual: false },
    });
  });

  it.each<readonly [string, string, readonly KernelCamera[] | null, string]>([
    ['that says what it is', 'OBS Virtual Camera', null, 'virtual'],
    ['that says what it is beside hardware', 'OBS Virtual Camera', [hardware], 'virtual'],
    ['that borrowed the name of the camera beside it', C920, [hardware, loopback], 'virtual'],
    [
      'that borrowed vendor and product too',
      C920,
      [hardware, { ...loopback, name: C920 }],
      'virtual',
    ],
    ['that is all that the kernel has', 'Front camera', [loopback], 'no-hardware'],
    ['where the kernel has none at all', C920, [], 'no-hardware'],
  ])('refuses a program %s', (_, label, kernel, why) => {
    expect(judgeCamera(opened(label), rules, kernel)).toEqual({ kind: 'refused', label, why });
  });

  it('accepts a program by the operator’s override, and says so', () => {
    const allowing = { ...rules, allowVirtual: true };
    for (const [label, kernel] of [
      ['OBS Virtual Camera', null],
      [C920, []],
    ] as const) {
      expect(judgeCamera(opened(label), allowing, kernel)).toEqual({
        kind: 'accepted',
        camera: { label, virtual: true },
      });
    }
  });
});

describe('a door with a pinned camera', () => {
  it.each<readonly [string, OpenedCamera, CameraRules['pinned'], boolean]>([
    ['the pinned one', opened(C920), pinned, true],
    ['one of another name', opened('Integrated Camera'), pinned, false],
    ['one without a name', opened(''), pinned, false],
    ['one without a name where none was pinned', opened(''), { ...pinned, label: '' }, false],
    ['the pinned device', opened(C920, 'd1'), { ...pinned, deviceId: 'd1' }, true],
    ['a twin of the pinned device', opened(C920, 'd2'), { ...pinned, deviceId: 'd1' }, false],
  ])('%s', (_, camera, pin, isAccepted) => {
    const judgement = judgeCamera(camera, { ...rules, pinned: pin }, [hardware]);
    expect(judgement).toEqual(
      isAccepted
        ? { kind: 'accepted', camera: { label: camera.label, virtual: false } }
        : { kind: 'refused', label: camera.label, why: 'not-the-pinned' },
    );
  });

  it('does not excuse a program that bears its name', () => {
    const judgement = judgeCamera(opened(C920), { ...rules, pinned }, [hardware, loopback]);
    expect(judgement).toMatchObject({ kind: 'refused', why: 'virtual' });
  });

  it('stays pinned where programs are allowed', () => {
    const judgement = judgeCamera(opened('OBS Virtual Camera'), { pinned, allowVirtual: true }, [
      hardware,
    ]);
    expect(judgement).toMatchObject({ kind: 'refused', why: 'not-the-pinned' });
  });
});
