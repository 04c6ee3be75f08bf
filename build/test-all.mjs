// Everything: the check, the reference compiler, the unit and integration tests, the end-to-end tests in a browser. Node, development only.
// `--long` takes the long form of each battery that has one. Runs to the end whatever fails, then lists what was skipped and what failed, and why; the last line has the sums. Reports: dist/test/.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { constants } from 'node:os';

import { summary, tallyCheck, tallyPlaywright, withExitCode } from './test/tally.mjs';

/** @import { JSONReport } from '@playwright/test/reporter' */
/** @import { CheckReport, Tally } from './test/tally.mjs' */

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {readonly string[]} command
 * @property {string} [report] without one, the exit code is all there is to count
 * @property {(text: string) => Tally} [read]
 */

/** @type {readonly Stage[]} */
const STAGES = [
  {
    name: 'check',
    command: ['node', 'build/check.mjs'],
    report: 'dist/test/check.json',
    read: (text) => tallyCheck(/** @type {CheckReport} */ (JSON.parse(text))),
  },
  { name: 'types, by the reference compiler', command: ['tsc', '--build'] },
  {
    name: 'unit and integration',
    command: ['vitest', 'run'],
    report: 'dist/test/unit.json',
    read: (text) => /** @type {Tally} */ (JSON.parse(text)),
  },
  {
    name: 'end to end',
    command: ['playwright', 'test', '--reporter=list,json'],
    report: 'dist/test/e2e.json',
    read: (text) => tallyPlaywright(/** @type {JSONReport} */ (JSON.parse(text))),
  },
];

rmSync('dist/test', { recursive: true, force: true });
// The browser loads the built page; a page that does not build fails every one of its tests, each saying so.
await run(['node', 'build/build.mjs', 'page']);
/** @type {Tally[]} */
const tallies = [];
for (const stage of STAGES) {
  console.log(`\n━━ ${stage.name}`);
  const exitCode = await run(stage.command);
  tallies.push(withExitCode(stage.name, tallyOf(stage, exitCode), exitCode));
}
console.log(`\n${summary(tallies).join('\n')}`);
process.exitCode = tallies.some((tally) => tally.failed.length > 0) ? 1 : 0;

/**
 * @param {Stage} stage
 * @param {number} exitCode
 * @returns {Tally | undefined} undefined when the report is not there
 */
function tallyOf({ name, report, read }, exitCode) {
  if (report === undefined || read === undefined)
    return tallyCheck([{ name, passed: exitCode === 0 }]);
  return existsSync(report) ? read(readFileSync(report, 'utf8')) : undefined;
}

/**
 * @param {readonly string[]} command
 * @returns {Promise<number>}
 */
function run([program = '', ...args]) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
      env: {
        ...process.env,
        ...(process.argv.includes('--long') && { GATELIGHT_LONG: '1' }),
        GATELIGHT_UNIT_REPORT: 'dist/test/unit.json',
        PLAYWRIGHT_JSON_OUTPUT_FILE: 'dist/test/e2e.json',
      },
    });
    child.once('error', (error) => {
      console.error(`${program}: ${error.message}`);
      resolve(1);
    });
    child.once('close', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
  });
}
