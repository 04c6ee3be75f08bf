// The fast half of the tests: types, lint, format, boundaries and dead code, side by side. Node, development only.
// Every stage runs to its end, so one run shows every failure. Report: dist/test/check.json.

import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/** @typedef {{ readonly name: string, readonly command: string, readonly args: readonly string[] }} Stage */
/** @typedef {{ readonly name: string, readonly passed: boolean, readonly elapsedMs: number, readonly output: string }} StageResult */

/** @type {readonly Stage[]} */
const STAGES = [
  // The native compiler inside the linter, which is several times faster; `npm test` asks the reference compiler as well.
  { name: 'types', command: 'oxlint', args: ['--allow=all', '--type-check', '--format=unix'] },
  { name: 'lint', command: 'oxlint', args: ['--deny-warnings', '--format=unix'] },
  {
    name: 'format',
    command: 'prettier',
    args: ['--check', '--log-level=warn', '--cache', '--cache-location=dist/prettier-cache', '.'],
  },
  { name: 'boundaries', command: 'node', args: ['build/boundaries/check.mjs'] },
  {
    name: 'dead code',
    command: 'knip',
    args: ['--no-progress', '--cache', '--cache-location=dist/knip'],
  },
];

const startedAt = performance.now();
const results = await Promise.all(STAGES.map((stage) => run(stage)));
const failed = results.filter((result) => !result.passed);

for (const { name, output } of failed) console.error(`\n── ${name}\n${output.trimEnd()}`);
console.error(
  `\ncheck: ${results.length - failed.length} passed, ${failed.length} failed in ${seconds(performance.now() - startedAt)}`,
);
mkdirSync('dist/test', { recursive: true });
writeFileSync('dist/test/check.json', JSON.stringify(results, null, 2));
process.exitCode = failed.length === 0 ? 0 : 1;

/**
 * Runs one stage to its end and prints its line at once.
 * @param {Stage} stage
 * @returns {Promise<StageResult>}
 */
async function run({ name, command, args }) {
  const began = performance.now();
  const { code, output } = await collect(command, args);
  const elapsedMs = Math.round(performance.now() - began);
  const passed = code === 0;
  console.error(`${passed ? '✓' : '✗'} ${name.padEnd(10)} ${seconds(elapsedMs)}`);
  return { name, passed, elapsedMs, output };
}

/**
 * @param {string} command a program of node_modules/.bin, which `npm run` puts on the PATH
 * @param {readonly string[]} args
 * @returns {Promise<{ readonly code: number, readonly output: string }>}
 */
function collect(command, args) {
  return new Promise((resolve) => {
    /** @type {Buffer[]} */
    const chunks = [];
    const child = spawn(command, [...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    child.stdout.on('data', (/** @type {Buffer} */ chunk) => chunks.push(chunk));
    child.stderr.on('data', (/** @type {Buffer} */ chunk) => chunks.push(chunk));
    const text = () => Buffer.concat(chunks).toString('utf8');
    child.once('error', (error) => resolve({ code: 1, output: `${text()}${error.message}` }));
    child.once('close', (code) => resolve({ code: code ?? 1, output: text() }));
  });
}

/** @param {number} ms */
function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
