// A kiosk that has nothing but a serial door: pulses it as soon as it can and says so to its parent. Tests.

import { setTimeout as sleep } from 'node:timers/promises';
import { createDoor } from '../index.ts';
import { doorSettings } from '../settings.ts';

const door = createDoor({
  settings: doorSettings.parse({
    driver: 'serial',
    path: process.argv[2],
    board: { protocol: 'lcus' },
  }),
  pulsesFile: '',
  print: () => {},
  now: () => new Date(),
});

for (let attempt = 0; ; attempt++) {
  try {
    await door.pulse({ decisionId: `d${attempt}`, pulseMs: 30_000 }, AbortSignal.timeout(10_000));
    process.send?.('on');
    break;
  } catch {
    await sleep(10);
  }
}
