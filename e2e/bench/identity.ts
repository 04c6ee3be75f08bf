// `npm run -s bench:identity [-- --faces 1000,10000,100000,1000000]`: how a search grows with the enrolled. One JSON object for each size. Node.

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { TEMPLATE_LENGTH } from '#core/identity/index.ts';
import { createKeyStore, IDENTITY_KEY } from '#electron/decision-log/key-store.ts';
import { openRegister, transact } from '#electron/identity/database.ts';
import { createFaceRows } from '#electron/identity/face-rows.ts';
import { openIdentity, type Identity } from '#electron/identity/index.ts';
import { takeVault } from '#electron/identity/key.ts';
import { madeUpTemplate, newFace, templateAt } from '#electron/identity/testing/people.ts';
import { measurePairs, measureStage, quantiles, type Pairs } from './timing.ts';

const { values } = parseArgs({
  options: { faces: { type: 'string', default: '1000,10000,100000,1000000' } },
});
const RESULTS = 5;
const ENROLMENTS = 50;
/** Filling commits so many at once; measuring commits each, as a kiosk does. */
const BATCH = 10_000;
/** Presented faces, each at this cosine from somebody's. */
const PRESENTED = 16;
const COSINE = 0.6;

const folder = mkdtempSync(join(tmpdir(), 'gatelight-bench-identity-'));
const path = join(folder, 'identity.sqlite');
const keys = createKeyStore(folder, null, IDENTITY_KEY);

async function measure(faces: number): Promise<Readonly<Record<string, unknown>>> {
  const templates = madeUpTemplates(faces);
  const fillMs = fill(templates, faces);
  const before = process.memoryUsage().rss;
  const opening = performance.now();
  using identity = await openIdentity(folder, keys, { record: () => Promise.resolve() });
  const openMs = performance.now() - opening;
  const megabytesInMemory = (process.memoryUsage().rss - before) / 1e6;
  const [collection] = identity.listCollections();
  if (collection === undefined) throw new Error('the collection is gone');

  const presented = Array.from({ length: PRESENTED }, (_, i) =>
    templateAt(at(templates, Math.floor((i * faces) / PRESENTED)), COSINE, i + 1),
  );
  await refuseDifferent(identity, collection.id, templates, presented);
  const pairs = await measureSearches(identity, collection.id, templates, presented, faces);
  const enrolment = await measureStage(
    () => identity.enrol(collection.id, newFace('new', at(templates, 0))),
    ENROLMENTS,
  );
  return {
    faces,
    search: quantiles(pairs.first),
    plainJavaScript: quantiles(pairs.second),
    processor: pairs.processor,
    threads: 1,
    enrolment,
    openMs: Math.round(openMs),
    megabytesInMemory: Math.round(megabytesInMemory),
    megabytesOnDisk: Math.round(statSync(path).size / 1e6),
    filledPerSecond: Math.round((1000 * faces) / fillMs),
  };
}

function measureSearches(
  identity: Identity,
  collection: string,
  templates: Float32Array,
  presented: readonly Float32Array[],
  faces: number,
): Promise<Pairs> {
  let [ours, plain] = [0, 0];
  const next = (turn: number): Float32Array =>
    presented[turn % PRESENTED] ?? new Float32Array(TEMPLATE_LENGTH);
  return measurePairs(
    () => identity.search(collection, next((ours += 1)), { maxResults: RESULTS }),
    () => Promise.resolve(plainSearch(templates, next((plain += 1)), RESULTS)),
    faces > 200_000 ? 25 : 100,
  );
}

/** A fast wrong answer is none. */
async function refuseDifferent(
  identity: Identity,
  collection: string,
  templates: Float32Array,
  presented: readonly Float32Array[],
): Promise<void> {
  for (const face of presented) {
    const { matches } = await identity.search(collection, face, { maxResults: RESULTS });
    const found = matches.map(({ externalId }) => Number(externalId));
    const expected = plainSearch(templates, face, RESULTS);
    if (found.join() !== expected.join())
      throw new Error(`found ${found.join()} and not ${expected.join()}`);
  }
}

/** The yardstick: four sums at a time, and the best few in a short list. */
function plainSearch(
  templates: Float32Array,
  presented: Float32Array,
  count: number,
): readonly number[] {
  const best: { row: number; similarity: number }[] = [];
  let least = -Infinity;
  for (let row = 0, from = 0; from < templates.length; row += 1, from += TEMPLATE_LENGTH) {
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = 0; i < TEMPLATE_LENGTH; i += 4) {
      a += (templates[from + i] ?? 0) * (presented[i] ?? 0);
      b += (templates[from + i + 1] ?? 0) * (presented[i + 1] ?? 0);
      c += (templates[from + i + 2] ?? 0) * (presented[i + 2] ?? 0);
      d += (templates[from + i + 3] ?? 0) * (presented[i + 3] ?? 0);
    }
    const similarity = a + b + c + d;
    if (similarity <= least) continue;
    best.push({ row, similarity });
    best.sort((one, other) => other.similarity - one.similarity);
    best.splice(count);
    if (best.length === count) least = best.at(-1)?.similarity ?? -Infinity;
  }
  return best.map(({ row }) => row);
}

function madeUpTemplates(faces: number): Float32Array {
  const templates = new Float32Array(faces * TEMPLATE_LENGTH);
  for (let row = 0; row < faces; row += 1)
    templates.set(madeUpTemplate(row + 1), row * TEMPLATE_LENGTH);
  return templates;
}

const at = (templates: Float32Array, row: number): Float32Array =>
  templates.slice(row * TEMPLATE_LENGTH, (row + 1) * TEMPLATE_LENGTH);

/** The parts of the register itself, with many faces a commit. */
function fill(templates: Float32Array, faces: number): number {
  rmSync(path, { force: true });
  const began = performance.now();
  using database = openRegister(path);
  const vault = takeVault(database, keys, path);
  const rows = createFaceRows(database, vault);
  const now = Date.now();
  database
    .prepare('INSERT INTO collections (id, name, created_at_ms) VALUES (?, ?, ?)')
    .run('bench', 'bench', now);
  for (let from = 0; from < faces; from += BATCH) {
    transact(database, () => {
      for (let row = from; row < Math.min(from + BATCH, faces); row += 1)
        rows.insert(`face-${row}`, 'bench', newFace(String(row), at(templates, row)), now);
    });
  }
  return performance.now() - began;
}

// Last: what stands above has to be there.
try {
  for (const faces of values.faces.split(',').map(Number)) {
    console.log(JSON.stringify(await measure(faces)));
  }
} finally {
  rmSync(folder, { recursive: true });
}
