// `gatelight serve` as a process of its own, on a data folder that is thrown away. Node.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './appliance.ts';

export interface Served extends AsyncDisposable {
  readonly origin: string;
  readonly pid: number;
  readonly user: string;
  readonly key: string;
  /** What it complained of, line by line. */
  readonly complaints: readonly string[];
}

/** Rejects when it ends before it listens. */
export async function serve(jobs: number): Promise<Served> {
  const data = await mkdtemp(join(tmpdir(), 'gatelight-served-'));
  // The rate is not what is tried here.
  await writeFile(join(data, 'settings.json'), JSON.stringify({ api: { perMinute: 100_000 } }));
  const child = spawn(
    process.execPath,
    ['electron/cli/index.ts', 'serve', '--port', '0', '--jobs', String(jobs)],
    { cwd: ROOT, env: { ...process.env, GATELIGHT_DATA: data }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const complaints: string[] = [];
  createInterface(child.stderr).on('line', (line) => complaints.push(line));
  const said = { origin: '', user: '', key: '' };
  for await (const line of createInterface(child.stdout)) {
    said.key ||= /^key (\S+)$/u.exec(line)?.[1] ?? '';
    said.user ||= /user, it is (\S+)$/u.exec(line)?.[1] ?? '';
    said.origin ||= /^listening on (\S+)$/u.exec(line)?.[1] ?? '';
    if (said.origin !== '') break;
  }
  if (said.origin === '' || child.pid === undefined) {
    throw new Error(`serve: it did not listen: ${complaints.join('; ')}`);
  }
  child.stdout.resume();
  return {
    ...said,
    pid: child.pid,
    complaints,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGINT');
        await ended;
      }
      await rm(data, { recursive: true });
    },
  };
}
