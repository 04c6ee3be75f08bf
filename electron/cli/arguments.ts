// What commands take in common: options, numbers, paths, and where their data lies. CLI process.

import { statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { dataFolder } from '#electron/main/data-folder.ts';

export const json = (): Option =>
  new Option('--json', 'one JSON object a line, and nothing else on standard output').default(
    false,
  );

/** Where progress is drawn; null where nobody watches. */
export const terminal = (): NodeJS.WritableStream | null =>
  process.stderr.isTTY ? process.stderr : null;

export const ownDataFolder = (): string =>
  dataFolder({ env: process.env, platform: process.platform, demoFolder: null });

/** npm runs its scripts in the package's folder; a path that is not there is one from where the caller stood. */
export function fromCaller(path: string): string {
  const caller = process.env['INIT_CWD'];
  const exists = statSync(path, { throwIfNoEntry: false }) !== undefined;
  return exists || caller === undefined || isAbsolute(path) ? path : resolve(caller, path);
}

export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('a whole number is needed.');
  return Number(text);
}
