// Other programs: whether they are there, and running them with their output on stderr. Plain Node 20, no dependency.

import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @param {readonly string[]} names any of them will do
 * @param {string} [path] folders to search
 * @returns {string | undefined} where the first was found
 */
export function findProgram(names, path = process.env['PATH'] ?? '') {
  return path
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(isExecutable);
}

/**
 * Runs a program to its end; what it prints on stdout goes to stderr.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ readonly cwd?: string, readonly env?: NodeJS.ProcessEnv, readonly timeoutMs?: number }} [options]
 * @returns {Promise<boolean>} whether it ended well
 */
export function runProgram(program, args, { cwd, env = process.env, timeoutMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, [...args], {
      ...(cwd === undefined ? {} : { cwd }),
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
      env,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    });
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
