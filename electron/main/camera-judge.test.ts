import { expect, test } from 'vitest';
import type { CameraRules, KernelCamera, OpenedCamera } from '#core/camera/index.ts';
import { createCameraJudge } from './camera-judge.ts';

const webcam: KernelCamera = { node: 'video0', name: 'Webcam', driver: 'uvcvideo', isOnBus: true };
const opened = (label: string): OpenedCamera => ({
  label,
  deviceId: 'd',
  groupId: 'g',
  width: 640,
  height: 480,
  frameRate: 30,
  facingMode: null,
});

function judging(
  rules: Partial<CameraRules>,
  kernel: { devices: readonly KernelCamera[] | null },
  demo = false,
) {
  const lines: string[] = [];
  const judge = createCameraJudge({
    demo,
    rules: { pinned: null, allowVirtual: false, ...rules },
    kernelCameras: () => kernel.devices,
    print: (line) => lines.push(line),
  });
  return { lines, judge: (label: string) => judge(opened(label)).kind };
}

test('an accepted camera is named once, however often the page opens it', () => {
  const { lines, judge } = judging({}, { devices: [webcam] });
  expect([judge('Webcam'), judge('Webcam')]).toEqual(['accepted', 'accepted']);
  expect(lines).toEqual(['camera: "Webcam"']);
});

test.each<readonly [string, string, Partial<CameraRules>, string]>([
  ['is a program', 'OBS Virtual Camera', {}, 'connect a real one'],
  [
    'is not the pinned one',
    'Webcam',
    { pinned: { label: 'C920', deviceId: null } },
    'camera.pinned',
  ],
])('a camera that %s is refused by a line that says what to do', (_, label, rules, remedy) => {
  const { lines, judge } = judging(rules, { devices: [webcam] });
  expect(judge(label)).toBe('refused');
  expect(lines).toEqual([expect.stringMatching(/^camera-refused: "[^"\n]+" [^\n]+$/)]);
  expect(lines[0]).toContain(remedy);
});

test('the kernel is asked for every camera, so that one that is plugged in later is accepted', () => {
  const kernel: { devices: readonly KernelCamera[] } = { devices: [] };
  const { judge } = judging({}, kernel);
  expect(judge('Webcam')).toBe('refused');
  kernel.devices = [webcam];
  expect(judge('Webcam')).toBe('accepted');
});

test('the override is said at the start and with every camera that needs it', () => {
  const { lines, judge } = judging({ allowVirtual: true }, { devices: [] });
  expect(lines).toEqual([expect.stringContaining('virtual cameras are allowed')]);
  judge('fake_device_0');
  expect(lines[1]).toBe('camera: "fake_device_0", virtual');
});

test('a demo has its own camera, pinned or not, and says that it is virtual', () => {
  const pinned = { label: 'C920', deviceId: null };
  const { lines, judge } = judging({ pinned }, { devices: [webcam] }, true);
  expect(judge('Gatelight demo camera')).toBe('accepted');
  expect(lines).toEqual(['camera: "Gatelight demo camera", virtual']);
});

test('a name cannot break out of its line', () => {
  const { lines, judge } = judging({}, { devices: null });
  judge('Webcam\ncamera: "another"\u001B[2J');
  // oxlint-disable-next-line no-control-regex -- it is those that must not get through
  expect(lines.join('')).not.toMatch(/[\n\u001B]/);
});
