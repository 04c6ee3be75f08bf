// `node electron/appliance/index.ts`: the kiosk without Electron. Main process of the appliance.

import { join } from 'node:path';
import { parseKioskArguments } from '#electron/main/kiosk-arguments.ts';
import { runAppliance } from './run.ts';

const BAD_ARGUMENTS = 2;

const args = parseKioskArguments(process.argv.slice(2));
if (typeof args === 'string') {
  process.stderr.write(`${args}\n`);
  process.exitCode = BAD_ARGUMENTS;
} else {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stop.abort());
  }
  // Whoever read our messages may be gone before the kiosk is.
  process.stdout.on('error', () => undefined);
  process.exitCode = await runAppliance(
    {
      args,
      root: join(import.meta.dirname, '../..'),
      env: process.env,
      platform: process.platform,
      uid: process.getuid?.(),
      out: (line) => process.stdout.write(`${line}\n`),
      print: (line) => process.stderr.write(`${line}\n`),
    },
    stop.signal,
  );
}
