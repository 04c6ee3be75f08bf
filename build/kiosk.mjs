// Runs the kiosk: builds what is stale, chooses the host and hands over to it. Behind `npm start` and `npm run demo`. Node, development only.
// Arguments go to the host; its exit code is this program's. Says what it does on stderr: stdout is the host's.

import { spawn } from 'node:child_process';
import { constants } from 'node:os';

import { ensureBuilt } from './app/ensure-built.mjs';
import { chooseHost, findElectron } from './app/host.mjs';
import { ELECTRON, PAGE } from './app/parts.mjs';

const host = chooseHost({
  electron: findElectron(process.cwd()),
  platform: process.platform,
  env: process.env,
  uid: process.getuid?.(),
});
const built = await ensureBuilt(host.kind === 'electron' ? [PAGE, ELECTRON] : [PAGE]);
if (!built) {
  process.exitCode = 1;
} else if (host.kind === 'electron') {
  console.error('Host: Electron');
  handOver(host.program, ['.', ...process.argv.slice(2)]);
} else {
  console.error(`Host: the appliance (${host.why})`);
  handOver(process.execPath, ['electron/appliance/index.ts', ...process.argv.slice(2)]);
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 */
function handOver(program, args) {
  const child = spawn(program, [...args], { stdio: 'inherit' });
  // Whoever ends this program means the kiosk. Ctrl+C reaches both by itself: this one only has to wait.
  process.on('SIGINT', () => undefined);
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  child.once('error', (error) => {
    console.error(`${program}: ${error.message}`);
    process.exitCode = 1;
  });
  child.once('close', (code, signal) => {
    process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  });
}
