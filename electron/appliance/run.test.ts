import { expect, test } from 'vitest';
import { parseKioskArguments } from '#electron/main/kiosk-arguments.ts';
import { runAppliance } from './run.ts';

test('root’s kiosk is refused in one line, with or without a window, and nothing is opened', async () => {
  for (const argv of [[], ['--no-browser']]) {
    const args = parseKioskArguments(argv);
    if (typeof args === 'string') throw new Error(args);
    const lines: string[] = [];
    const code = await runAppliance(
      {
        args,
        // Nothing lies there: whoever got further would say so.
        root: '/nowhere',
        env: {},
        platform: 'linux',
        uid: 0,
        out: (line) => lines.push(line),
        print: (line) => lines.push(line),
      },
      AbortSignal.abort(),
    );
    expect([code, lines]).toEqual([
      3,
      [expect.stringMatching(/does not run as root.*--unsandboxed/u)],
    ]);
  }
});
