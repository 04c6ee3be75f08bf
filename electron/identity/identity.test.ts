import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IdentityEvent } from '#core/identity/index.ts';
import { createKeyStore, IDENTITY_KEY } from '#electron/decision-log/key-store.ts';
import { IdentityFault } from './index.ts';
import { madeUpTemplate, newFace, templateAt } from './testing/people.ts';
import { open } from './testing/register.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatelight-identity-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const anna = madeUpTemplate(1);
const ben = madeUpTemplate(2);

describe('the register', () => {
  it('seals with a key of its own in the key store of the decision log', async () => {
    const keys = createKeyStore(folder, null, IDENTITY_KEY);
    const lines: string[] = [];
    (await open(folder, { keys, lines }))[Symbol.dispose]();
    expect(statSync(join(folder, 'keys', 'identity.aes256'))).toMatchObject({ size: 32 });
    expect(lines).toEqual([expect.stringContaining('has the templates')]);
  });

  it('knows an enrolled person again after it was closed, and says how far ahead of the next', async () => {
    let collection: string;
    {
      using identity = await open(folder);
      collection = identity.createCollection('staff').id;
      await identity.enrol(collection, newFace('anna', anna));
      await identity.enrol(collection, newFace('ben', ben));
    }
    using identity = await open(folder);
    const presented = templateAt(anna, 0.7, 3);
    const { matches, margin, same } = await identity.search(collection, presented);
    expect(matches.map(({ externalId }) => externalId)).toEqual(['anna', 'ben']);
    expect(matches[0]?.similarity).toBeCloseTo(0.7, 5);
    expect(margin).toBeCloseTo(0.7 - (matches[1]?.similarity ?? NaN), 5);
    expect(same).toBe('yes');
  });

  it.each([
    ['externalId', { externalId: '' }],
    ['template', { template: new Float32Array(127).fill(1) }],
    ['template', { template: new Float32Array(128) }],
    ['template', { template: new Float32Array(128).fill(Infinity) }],
    ['quality', { quality: 1.1 }],
    ['consent.by', { consent: { ...newFace('x', anna).consent, by: '' } }],
    ['expiresAt', { expiresAt: 'tomorrow' }],
  ])('enrols nobody with a wrong %s, and names the field', async (field, wrong) => {
    const events: IdentityEvent[] = [];
    using identity = await open(folder, { events });
    const { id } = identity.createCollection('staff');
    const enrolled = identity.enrol(id, { ...newFace('anna', anna), ...wrong });
    await expect(enrolled).rejects.toMatchObject({ code: 'bad-input' });
    await expect(enrolled).rejects.toThrow(`${field}: `);
    expect(identity.faces(id)).toEqual([]);
    expect(events).toEqual([]);
  });

  it('says which collection or face there is not', async () => {
    using identity = await open(folder);
    const none = { code: 'no-such-collection' };
    await expect(identity.enrol('x', newFace('anna', anna))).rejects.toMatchObject(none);
    await expect(identity.search('x', anna)).rejects.toMatchObject(none);
    await expect(identity.removeCollection('x')).rejects.toBeInstanceOf(IdentityFault);
    const { id } = identity.createCollection('staff');
    await expect(identity.removeFace(id, 'x')).rejects.toMatchObject({ code: 'no-such-face' });
    expect(() => identity.faces(id, { after: 'x' })).toThrow('there is no face x');
    expect(identity.face(id, 'x')).toBeNull();
    expect(identity.compare(id, { faceId: 'x' }, anna)).toBeNull();
  });

  it('tells the log what was enrolled, whether it was judged live, and what was deleted', async () => {
    const events: IdentityEvent[] = [];
    using identity = await open(folder, { events });
    const { id: collection } = identity.createCollection('staff');
    const judged = await identity.enrol(collection, newFace('anna', anna));
    const unjudged = await identity.enrol(collection, {
      ...newFace('ben', ben),
      liveness: { kind: 'skipped' },
    });
    await identity.removeFace(collection, judged.id);
    await identity.removeCollection(collection);
    const common = { collection, externalId: 'anna', face: judged.id };
    expect(events).toEqual([
      { ...common, kind: 'face-enrolled', liveness: 'checked', score: 0.9 },
      {
        collection,
        externalId: 'ben',
        face: unjudged.id,
        kind: 'face-enrolled',
        liveness: 'skipped',
        score: null,
      },
      { ...common, kind: 'face-deleted', cause: 'request' },
      {
        collection,
        externalId: 'ben',
        face: unjudged.id,
        kind: 'face-deleted',
        cause: 'collection-removed',
      },
    ]);
    expect(identity.listCollections()).toEqual([]);
  });
});

describe('two processes on one register', () => {
  it('see what the other one enrols and deletes', async () => {
    using here = await open(folder);
    const { id } = here.createCollection('staff');
    using there = await open(folder);
    const face = await there.enrol(id, newFace('anna', anna));
    expect((await here.search(id, anna)).matches).toMatchObject([{ faceId: face.id }]);
    await here.removeFace(id, face.id);
    expect((await there.search(id, anna)).matches).toEqual([]);
    expect(there.compare(id, { faceId: face.id }, anna)).toBeNull();
    await here.removeCollection(id);
    await expect(there.enrol(id, newFace('ben', ben))).rejects.toMatchObject({
      code: 'no-such-collection',
    });
  });

  it('enrol and delete by turns, and lose nobody', async () => {
    using here = await open(folder);
    const { id } = here.createCollection('staff');
    const child = fileURLToPath(new URL('./testing/enrol-many.ts', import.meta.url));
    const processes = ['a', 'b'].map((name) =>
      spawn(process.execPath, [child, folder, id, name, '8'], { stdio: 'inherit' }),
    );
    const codes = await Promise.all(processes.map((each) => once(each, 'exit')));
    expect(codes).toEqual([
      [0, null],
      [0, null],
    ]);
    const names = here.faces(id).map(({ externalId }) => externalId);
    const kept = Array.from({ length: 4 }, (_, i) => [`a${2 * i}`, `b${2 * i}`]).flat();
    expect(names.toSorted()).toEqual(kept.toSorted());
    expect((await here.search(id, madeUpTemplate(7), { maxResults: 99 })).matches).toHaveLength(8);
  }, 30_000);
});

it('pages through the faces in the order of their enrolment', async () => {
  using identity = await open(folder);
  const { id } = identity.createCollection('staff');
  for (let i = 0; i < 7; i += 1) await identity.enrol(id, newFace(`p${i}`, madeUpTemplate(i + 1)));
  const names: string[] = [];
  let after: string | undefined;
  for (;;) {
    const page = identity.faces(id, { limit: 3, ...(after !== undefined && { after }) });
    names.push(...page.map(({ externalId }) => externalId));
    after = page.at(-1)?.id;
    if (page.length < 3) break;
  }
  expect(names).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6']);
});
