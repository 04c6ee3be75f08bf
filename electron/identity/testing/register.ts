// A register in a folder of its own, its key in a file beside it. Tests only.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IdentityEvent } from '#core/identity/index.ts';
import { openIdentity, type Identity, type IdentityKeys } from '../index.ts';

interface Opening {
  readonly events?: IdentityEvent[];
  readonly lines?: string[];
  readonly now?: () => number;
  readonly keys?: IdentityKeys;
}

export const open = (
  folder: string,
  { events = [], lines = [], now = () => Date.now(), keys = keyFile(folder) }: Opening = {},
): Promise<Identity> =>
  openIdentity(folder, keys, {
    record: async (event) => events.push(event),
    wallClock: now,
    print: (line) => lines.push(line),
  });

function keyFile(folder: string): IdentityKeys {
  const where = join(folder, 'key');
  return {
    where,
    warning: null,
    read: () => (existsSync(where) ? readFileSync(where) : null),
    create: (key) => writeFileSync(where, key),
  };
}
