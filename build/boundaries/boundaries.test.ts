// The import table, tried on small repositories that break it. Node (vitest).

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { cruise } from 'dependency-cruiser';
import { afterEach, expect, test } from 'vitest';

import { checkBoundaries, problemsOf } from './check.mjs';

const created: string[] = [];
afterEach(() => {
  for (const folder of created.splice(0)) rmSync(folder, { recursive: true, force: true });
});

test('a repository that keeps to the table has no problem, and every file was seen', async () => {
  const root = repository({
    'core/frame/box.ts': 'export const area = (w: number, h: number): number => w * h;',
    'core/pad/crop.ts':
      "import { area } from '#core/frame/box.ts';\nexport const crop = area(2, 3);",
    'electron/session/ports.ts': 'export interface Port { readonly open: () => void }',
    'electron/door/simulated.ts':
      "import type { Port } from '#electron/session/ports.ts';\nexport const door: Port = { open: () => undefined };",
    'electron/appliance/index.ts':
      "import { door } from '#electron/door/simulated.ts';\ndoor.open();",
  });

  expect(await checkBoundaries(root)).toEqual({ files: 5, problems: [] });
});

test.each([
  {
    what: 'core reaching for Node',
    file: 'core/frame/box.ts',
    text: "import { readFileSync } from 'node:fs';\nexport const box = readFileSync;",
    problem: 'core/frame knows no Node',
  },
  {
    what: 'core reaching for a package',
    file: 'core/quality/gate.ts',
    text: "import { z } from 'zod';\nexport const gate = z.number();",
    problem: 'core/quality uses only the packages (none)',
  },
  {
    what: 'core importing the protocol',
    file: 'core/session/step.ts',
    text: "import { wire } from '#core/protocol/wire.ts';\nexport const step = wire;",
    problem: 'core/session calls only',
  },
  {
    what: 'core importing the protocol, if only its types',
    file: 'core/session/step.ts',
    text: "import type { Wire } from '#core/protocol/wire.ts';\nexport const step: Wire = 1;",
    problem: 'core/session takes types only from what it may name',
  },
  {
    what: 'one adapter calling another',
    file: 'electron/session/service.ts',
    text: "import { pulse } from '#electron/door/relay.ts';\nexport const service = pulse;",
    problem: 'electron/session calls only core',
  },
  {
    what: 'Electron outside main and preload',
    file: 'electron/session/service.ts',
    text: "import { app } from 'electron';\nexport const service = app;",
    problem: 'electron/session uses only the packages zod',
  },
  {
    what: 'the page importing Node',
    file: 'renderer/screens/idle.tsx',
    text: "import { join } from 'node:path';\nexport const idle = join;",
    problem: 'renderer knows no Node',
  },
  {
    what: 'the page calling the main side',
    file: 'renderer/screens/idle.tsx',
    text: "import { pulse } from '#electron/door/relay.ts';\nexport const idle = pulse;",
    problem: 'renderer calls only core',
  },
  {
    what: 'a relative path out of a folder',
    file: 'core/pad/crop.ts',
    text: "import { area } from '../frame/area.ts';\nexport const crop = area;",
    problem: 'across folders imports go by #core, #electron, #renderer',
  },
  {
    what: 'a cycle',
    file: 'core/frame/area.ts',
    text: "import { side } from './side.ts';\nexport const area = side;",
    problem: 'no import cycle',
  },
  {
    what: 'an import that leads nowhere',
    file: 'core/pad/crop.ts',
    text: "import { gone } from '#core/frame/gone.ts';\nexport const crop = gone;",
    problem: 'an import must resolve',
  },
  {
    what: 'a folder without an entry',
    file: 'core/extras/more.ts',
    text: 'export const more = 1;',
    problem: 'its folder has no entry',
  },
])('$what is a problem', async ({ file, text, problem }) => {
  const root = repository({
    'core/frame/area.ts': 'export const area = 1;',
    'core/frame/side.ts': "import { area } from './area.ts';\nexport const side = area;",
    'core/protocol/wire.ts': 'export type Wire = number;\nexport const wire: Wire = 1;',
    'electron/door/relay.ts': 'export const pulse = 1;',
    [file]: text,
  });

  const { problems } = await checkBoundaries(root);

  expect(problems.filter((line) => line.startsWith(file))).toEqual([
    expect.stringContaining(problem),
  ]);
});

test('a cruise that saw nothing is a problem for every file, as under a compiler that it does not know', async () => {
  const root = repository({ 'core/frame/area.ts': 'export const area = 1;' });
  const { output } = await cruise(['core'], { baseDir: root, exclude: '.*', validate: true });
  if (typeof output === 'string') throw new TypeError(output);
  expect(output.summary.violations).toEqual([]);

  expect(problemsOf(['core/frame/area.ts'], output)).toEqual([
    'core/frame/area.ts: not seen by the cruise',
  ]);
});

/** Writes a repository with this one's import aliases and packages into a folder of its own. */
function repository(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'gatelight-boundaries-'));
  created.push(root);
  const imports = {
    '#core/*': './core/*',
    '#electron/*': './electron/*',
    '#renderer/*': './renderer/*',
  };
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
  for (const [file, text] of Object.entries({
    'package.json': JSON.stringify({ type: 'module', imports }),
    ...files,
  })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}
