import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { tellServiceManager } from './service-manager.ts';

const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;
const missing = ['systemd-notify', 'python3'].filter((program) => !has(program));

/** Prints every datagram that comes to a socket, as systemd would read it. */
const LISTENER = `
import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
while True:
    print(s.recv(4096).decode().replace("\\n", " "), flush=True)
`;

async function listen(): Promise<{ readonly socket: string; readonly heard: () => string[] }> {
  const socket = join(mkdtempSync(join(tmpdir(), 'gatelight-notify-')), 'notify');
  const listener = spawn('python3', ['-c', LISTENER, socket], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void listener.kill());
  let text = '';
  listener.stdout.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  await vi.waitUntil(() => existsSync(socket), { timeout: 30_000 });
  return { socket, heard: () => text.split('\n').filter((line) => line !== '') };
}

const env = (more: Record<string, string>): Record<string, string | undefined> => ({
  ...process.env,
  ...more,
});
const silent = (): void => undefined;

describe('the service manager', () => {
  beforeEach((context) => {
    if (missing.length > 0) context.skip(`no ${missing.join(', ')} to hear what systemd would`);
  });

  it('hears that the kiosk is ready, that it is alive, and that it stops', async () => {
    const { socket, heard } = await listen();
    const manager = tellServiceManager({
      env: env({ NOTIFY_SOCKET: socket, WATCHDOG_USEC: '400000' }),
      print: silent,
    });
    const alive = (): number => heard().filter((line) => line === 'WATCHDOG=1').length;
    await vi.waitUntil(() => alive() >= 2, { timeout: 30_000 });
    expect(heard()).toContainEqual(expect.stringContaining('READY=1'));
    expect(heard()).toContainEqual(expect.stringContaining(`MAINPID=${process.pid}`));
    manager[Symbol.dispose]();
    await vi.waitUntil(() => heard().includes('STOPPING=1'), { timeout: 30_000 });
  });

  it('hears nothing of life from a process that does not get to its timers', async () => {
    const { socket, heard } = await listen();
    using _ = tellServiceManager({
      env: env({ NOTIFY_SOCKET: socket, WATCHDOG_USEC: '200000' }),
      print: silent,
    });
    for (const end = performance.now() + 600; performance.now() < end;);
    expect(heard()).not.toContain('WATCHDOG=1');
  });
});

describe('without a service manager', () => {
  it('says nothing to anybody', async () => {
    const print = vi.fn();
    const environment = { PATH: '/nonexistent' };
    tellServiceManager({ env: environment, print })[Symbol.dispose]();
    await delay(50);
    expect(print).not.toHaveBeenCalled();
  });

  it('says once what is missing where systemd-notify is not there', async () => {
    const print = vi.fn();
    const environment = {
      PATH: '/nonexistent',
      NOTIFY_SOCKET: '/run/none',
      WATCHDOG_USEC: '20000',
    };
    using _ = tellServiceManager({ env: environment, print });
    await vi.waitUntil(() => print.mock.calls.length > 0, 30_000);
    await delay(100);
    expect(print).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('systemd-notify'));
  });
});
