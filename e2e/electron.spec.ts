// The demo inside Electron, where its binary can be run: elsewhere skipped, with the reason.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { _electron } from '@playwright/test';
import { sessionMessage, type SessionMessage } from '#core/protocol/index.ts';
import { listDecisions } from '#electron/decision-log/decision-log.ts';
import { readPulses } from '#electron/door/simulated.ts';
import { ROOT } from './support/appliance.ts';
import { turningPoints } from './support/story.ts';
import { expect, test } from './support/test.ts';

/** Electron's binary, or why it cannot be run here. */
function findElectron(): { readonly program: string } | string {
  const folder = join(ROOT, 'node_modules/electron');
  const pointer = join(folder, 'path.txt');
  if (!existsSync(pointer)) return "Electron's binary is not installed (npx install-electron)";
  const program = join(folder, 'dist', readFileSync(pointer, 'utf8').trim());
  if (!existsSync(program)) return `Electron's binary is not at ${program}`;
  if (process.platform !== 'linux') return { program };
  if (process.getuid?.() === 0) return "Electron's sandbox does not run as root";
  const hasDisplay = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  return hasDisplay ? { program } : 'Electron needs a display and there is none';
}

test('a demo inside Electron is granted, in a locked window', async () => {
  const electron = findElectron();
  if (typeof electron === 'string') return test.skip(true, electron);
  const built = spawnSync(process.execPath, ['build/build.mjs', 'electron'], { cwd: ROOT });
  expect(built.status).toBe(0);

  const data = await mkdtemp(join(tmpdir(), 'gatelight-electron-'));
  const app = await _electron.launch({
    executablePath: electron.program,
    args: ['.', '--demo', '--seed', '1'],
    cwd: ROOT,
    env: { ...process.env, GATELIGHT_DATA: data },
  });
  try {
    const messages: SessionMessage[] = [];
    const child = app.process();
    const exit = new Promise((resolve) => {
      child.once('exit', resolve);
    });
    if (child.stdout === null) throw new Error('Electron has no stdout');
    createInterface(child.stdout).on('line', (line) => {
      const message = sessionMessage.safeParse(JSON.parse(line));
      if (message.success) messages.push(message.data);
    });
    const page = await app.firstWindow();
    expect(page.url()).toBe('gatelight://kiosk/');
    expect(await page.evaluate(() => 'require' in globalThis || 'process' in globalThis)).toBe(
      false,
    );

    expect(await exit).toBe(0);
    expect(turningPoints(messages).at(-1)).toBe('REAL');
    expect(listDecisions(join(data, 'decisions.sqlite'), 1)).toMatchObject([{ decision: 'grant' }]);
    expect(await readPulses(join(data, 'door-pulses.jsonl'))).toHaveLength(1);
  } finally {
    await app.close().catch(() => undefined);
    await rm(data, { recursive: true, force: true });
  }
});
