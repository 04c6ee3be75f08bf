import { expect, test } from 'vitest';
import { KIOSK_FAULTS, PROTOCOL_VERSION, type SessionView } from '#core/protocol/index.ts';
import { isSameScreen, screenOf, type Screen } from './screen.ts';
import { createKioskStore, hostAfter, type CameraState, type HostState } from './store.ts';

const common = { version: PROTOCOL_VERSION, demo: false } as const;
const views: readonly SessionView[] = [
  { ...common, phase: 'starting' },
  ...KIOSK_FAULTS.map((fault) => ({ ...common, phase: 'not-ready', fault }) as const),
  { ...common, phase: 'idle' },
  { ...common, phase: 'positioning', hint: 'TOO_DARK', progress: 0 },
  { ...common, phase: 'passive', hint: null, progress: 0.5 },
  {
    ...common,
    phase: 'active',
    hint: null,
    challenge: { action: 'BLINK', progress: 0, passed: 0, total: 2, timeLeft: 1 },
  },
  { ...common, phase: 'concluded', result: 'granted', advice: null },
];
const open: CameraState = { kind: 'opening' };

const screenWith = (host: HostState, camera: CameraState = open): Screen =>
  screenOf({ ...createKioskStore({ demo: false, locale: 'en' }).getState(), host, camera });

test.each(views)('with a camera the view $phase has its own screen', (view) => {
  const screen = screenWith(hostAfter({ type: 'view', view }));
  const capturing = ['positioning', 'passive', 'active'].includes(view.phase);
  expect(screen.name).toBe(capturing ? 'capture' : view.phase);
});

test.each(views)('without a camera the view $phase never asks for a face', (view) => {
  const host = hostAfter({ type: 'view', view });
  const screen = screenWith(host, { kind: 'fault', fault: 'camera-forbidden' });
  expect(['idle', 'capture']).not.toContain(screen.name);
});

test('a fault of the main side is named before the fault of the camera', () => {
  const view: SessionView = { ...common, phase: 'not-ready', fault: 'models-altered' };
  const host = hostAfter({ type: 'view', view });
  expect(screenWith(host, { kind: 'fault', fault: 'camera-lost' })).toEqual({
    name: 'not-ready',
    fault: 'models-altered',
    camera: null,
  });
});

test('a camera that was refused is named', () => {
  const view: SessionView = {
    ...common,
    phase: 'not-ready',
    fault: 'camera-refused',
    camera: 'OBS',
  };
  expect(screenWith(hostAfter({ type: 'view', view }))).toMatchObject({ camera: 'OBS' });
});

test('a result stays on the screen when the camera goes', () => {
  const view: SessionView = { ...common, phase: 'concluded', result: 'granted', advice: null };
  const host = hostAfter({ type: 'view', view });
  expect(screenWith(host, { kind: 'fault', fault: 'camera-lost' }).name).toBe('concluded');
});

test('a lost connection hides whatever was shown before', () => {
  expect(screenWith(hostAfter({ type: 'down' }))).toEqual({
    name: 'not-ready',
    fault: 'host-unreachable',
    camera: null,
  });
});

test('views that differ only in their numbers are the same screen', () => {
  const at = (progress: number): Screen =>
    screenWith(
      hostAfter({ type: 'view', view: { ...common, phase: 'passive', hint: null, progress } }),
    );
  expect(isSameScreen(at(0.1), at(0.9))).toBe(true);
});

test.each([
  [
    { name: 'capture', phase: 'passive' },
    { name: 'capture', phase: 'active' },
  ],
  [
    { name: 'not-ready', fault: 'camera-busy', camera: null },
    { name: 'not-ready', fault: 'camera-lost', camera: null },
  ],
  [
    { name: 'not-ready', fault: 'camera-refused', camera: 'OBS Virtual Camera' },
    { name: 'not-ready', fault: 'camera-refused', camera: 'Integrated Camera' },
  ],
  [
    { name: 'starting' },
    {
      name: 'idle',
      calibration: null,
      waitSeconds: null,
      needsClaim: false,
      recognises: false,
      keepsPicturesDays: null,
    },
  ],
] as const)('%j and %j are different screens', (a, b) => {
  expect(isSameScreen(a, b)).toBe(false);
});
