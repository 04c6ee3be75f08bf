import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeKioskLock, type KioskLock } from './kiosk-lock.ts';

let folder = '';
let file = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelight-lock-'));
  file = join(folder, 'kiosk.lock');
});
afterEach(() => rm(folder, { recursive: true }));

const release = (lock: KioskLock): void => {
  if (lock.kind === 'held') lock.release();
};

test('the second kiosk is told that the place is taken', () => {
  const first = takeKioskLock(file);
  expect(first.kind).toBe('held');
  expect(takeKioskLock(file)).toEqual({ kind: 'taken' });
  release(first);
});

test('a kiosk that ended leaves the place free', () => {
  release(takeKioskLock(file));
  const next = takeKioskLock(file);
  expect(next.kind).toBe('held');
  release(next);
});

test('a kiosk that was killed leaves the place free, without anyone cleaning up', async () => {
  const module = new URL('./kiosk-lock.ts', import.meta.url).href;
  const code = `import { takeKioskLock } from ${JSON.stringify(module)};
    console.log(takeKioskLock(${JSON.stringify(file)}).kind);
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', code]);
  const said: unknown[] = await once(holder.stdout, 'data');
  expect(String(said[0]).trim()).toBe('held');
  expect(takeKioskLock(file)).toEqual({ kind: 'taken' });
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const next = takeKioskLock(file);
  expect(next.kind).toBe('held');
  release(next);
});

test('a folder that takes no lock file is a fault of the folder, not a second kiosk', () => {
  expect(takeKioskLock(join(folder, 'missing', 'kiosk.lock')).kind).toBe('unavailable');
  expect(takeKioskLock(folder).kind).toBe('unavailable');
});
