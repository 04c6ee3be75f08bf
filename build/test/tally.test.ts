// The sums of `npm test`, taken from real runs of vitest and Playwright over small specs that pass, fail and skip. Node (vitest).

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { JSONReport } from '@playwright/test/reporter';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { summary, tallyCheck, tallyPlaywright, withExitCode, type Tally } from './tally.mjs';

// Inside the repository, so that the specs find their test runner.
let folder = '';
beforeAll(() => {
  mkdirSync('dist', { recursive: true });
  folder = mkdtempSync('dist/tally-');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a unit run counts passes, failures, files that do not load, and skips with their reason', async () => {
  const report = resolve(folder, 'unit.json');
  writeFileSync(
    join(folder, 'a.test.ts'),
    `import { expect, test } from 'vitest';
     test('passes', () => { expect(1).toBe(1); });
     test('fails', () => { expect(1).toBe(2); });
     let tries = 0;
     test('passes at the second try', { retry: 1 }, () => { expect(tries++).toBe(1); });
     test('needs a door', ({ skip }) => { skip('no door here'); });
     test.skip('is put off', () => undefined);`,
  );
  writeFileSync(join(folder, 'b.test.ts'), `throw new Error('does not load');`);

  writeFileSync(
    join(folder, 'vitest.config.ts'),
    `import { unitReport } from '../../build/test/unit-report.mjs';
     export default { test: { include: ['*.test.ts'], reporters: [unitReport(${JSON.stringify(report)})] } };`,
  );

  const code = await run('node_modules/.bin/vitest', ['run', `--root=${folder}`]);

  expect(code).toBe(1);
  expect(JSON.parse(readFileSync(report, 'utf8'))).toEqual({
    passed: 2,
    failed: [
      { name: 'a.test.ts › fails', reason: expect.stringContaining('expected 1 to be 2') },
      { name: 'b.test.ts', reason: expect.stringContaining('does not load') },
    ],
    skipped: [
      { name: expect.stringContaining('needs a door'), reason: 'no door here' },
      { name: expect.stringContaining('is put off'), reason: 'no reason given' },
    ],
    flaky: [
      {
        name: 'a.test.ts › passes at the second try',
        reason: expect.stringContaining('expected +0 to be 1'),
      },
    ],
  });
});

test('a browser run counts passes, failures, specs that do not load, and skips with their reason', async () => {
  writeFileSync(
    join(folder, 'a.spec.ts'),
    `import { expect, test } from '@playwright/test';
     test('passes', () => { expect(1).toBe(1); });
     test('fails', () => { expect(1).toBe(2); });
     test.describe('under load', () => {
       test.describe.configure({ retries: 1 });
       test('passes at the second try', ({}, { retry }) => { expect(retry).toBe(1); });
     });
     test.describe('with Electron', () => {
       test.skip(true, 'no binary here');
       test('opens a window', () => undefined);
     });`,
  );
  writeFileSync(
    join(folder, 'playwright.config.ts'),
    `export default { testMatch: '*.spec.ts', outputDir: 'results' };`,
  );
  const report = join(folder, 'e2e.json');

  const code = await run(
    'node_modules/.bin/playwright',
    ['test', `--config=${folder}/playwright.config.ts`, '--reporter=json'],
    {
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    },
  );

  expect(code).toBe(1);
  expect(tallyPlaywright(readReport(report))).toEqual({
    passed: 2,
    failed: [{ name: 'a.spec.ts › fails', reason: expect.stringContaining('toBe') }],
    skipped: [{ name: expect.stringContaining('opens a window'), reason: 'no binary here' }],
    flaky: [
      {
        name: 'a.spec.ts › under load › passes at the second try',
        reason: expect.stringContaining('toBe'),
      },
    ],
  });

  writeFileSync(join(folder, 'b.spec.ts'), `throw new Error('does not load');`);
  await run(
    'node_modules/.bin/playwright',
    ['test', `--config=${folder}/playwright.config.ts`, '--reporter=json'],
    {
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    },
  );
  expect(tallyPlaywright(readReport(report)).failed).toContainEqual({
    name: expect.stringContaining('b.spec.ts'),
    reason: expect.stringContaining('does not load'),
  });
});

test('a program that dies without a report, or fails without a failing test, is one failure', () => {
  const clean: Tally = { passed: 4, failed: [], skipped: [], flaky: [] };
  const broken: Tally = { ...clean, failed: [{ name: 'a', reason: 'b' }] };

  expect(withExitCode('unit', undefined, 0).failed).toEqual([
    { name: 'unit', reason: 'no report, exit code 0' },
  ]);
  expect(withExitCode('unit', clean, 134)).toEqual({
    ...clean,
    failed: [{ name: 'unit', reason: 'exit code 134, and no test of it failed' }],
  });
  expect(withExitCode('unit', broken, 1)).toEqual(broken);
  expect(withExitCode('unit', clean, 0)).toEqual(clean);
});

test('the sums are the last line, after every test that was skipped, flaky or failed, with its reason', () => {
  const check = tallyCheck([
    { name: 'types', passed: true },
    { name: 'lint', passed: false },
  ]);

  expect(
    summary([
      check,
      {
        passed: 2,
        failed: [],
        skipped: [{ name: 'a', reason: 'no camera' }],
        flaky: [{ name: 'b', reason: 'too late' }],
      },
    ]),
  ).toEqual([
    'skipped: a (no camera)',
    'flaky, passed at the second try: b (too late)',
    'failed: lint (said above, under its own heading)',
    '3 passed, 1 failed, 1 skipped',
  ]);
});

function readReport(path: string): JSONReport {
  return JSON.parse(readFileSync(path, 'utf8')) as JSONReport;
}

function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  return new Promise((resolve) => {
    const child = execFile(program, [...args], { env: { ...process.env, ...env } }, () => {
      resolve(child.exitCode ?? -1);
    });
  });
}
