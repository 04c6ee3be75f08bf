// A register in a folder of its own, its key in a file beside it. Tests only.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IdentityEvent } from '#core/identity/index.ts';
import { openIdentity, type Identity, type IdentityKeys } from '../index.ts';
import { madeUpTemplate, newFace } from './people.ts';

interface Opening {
  readonly events?: IdentityEvent[];
  readonly record?: (event: IdentityEvent) => Promise<unknown>;
  readonly lines?: string[];
  readonly now?: () => number;
  readonly keys?: IdentityKeys;
}

export function open(folder: string, opening: Opening = {}): Promise<Identity> {
  const { events = [], lines = [], now = Date.now, keys = keyFile(folder) } = opening;
  return openIdentity(folder, keys, {
    record: opening.record ?? (async (event) => events.push(event)),
    wallClock: now,
    print: (line) => lines.push(line),
  });
}

export interface TwoPeople {
  readonly collection: string;
  /** Ids of their faces; their external ids are anna-4711 and ben-0815. */
  readonly anna: string;
  readonly ben: string;
}

/** Anna and Ben, the templates 1 and 2, in a register that is closed again. */
export async function enrolTwo(folder: string): Promise<TwoPeople> {
  using identity = await open(folder);
  const { id: collection } = identity.createCollection('staff');
  return {
    collection,
    anna: (await identity.enrol(collection, newFace('anna-4711', madeUpTemplate(1)))).id,
    ben: (await identity.enrol(collection, newFace('ben-0815', madeUpTemplate(2)))).id,
  };
}

function keyFile(folder: string): IdentityKeys {
  const where = join(folder, 'key');
  return {
    where,
    warning: null,
    read: () => (existsSync(where) ? readFileSync(where) : null),
    create: (key) => writeFileSync(where, key),
  };
}
