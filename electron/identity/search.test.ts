import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cosine, TEMPLATE_LENGTH } from '#core/identity/index.ts';
import { createGallery } from './gallery.ts';
import { createProduct } from './native-product.ts';
import { plainProduct } from './plain-product.ts';
import { PRODUCT_ERROR, type Product } from './product.ts';
import { madeUpTemplate, newFace, templateAt } from './testing/people.ts';
import { open } from './testing/register.ts';

let product: Product;
beforeAll(async () => {
  product = await createProduct();
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatelight-search-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A plain loop over everything. */
const bruteForce = (
  enrolled: ReadonlyMap<number, Float32Array>,
  presented: Float32Array,
  count: number,
) =>
  [...enrolled]
    .map(([sequence, template]) => ({ sequence, similarity: cosine(template, presented) }))
    .toSorted((a, b) => b.similarity - a.similarity || a.sequence - b.sequence)
    .slice(0, count);

describe('an exact search', () => {
  it('finds, in that order, what a plain loop finds, whatever was enrolled and deleted before', async () => {
    // Few seeds: the same template is enrolled again and again, and ties are the rule.
    const seed = fc.integer({ min: 1, max: 12 });
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ add: seed }) },
      { weight: 2, arbitrary: fc.record({ remove: fc.nat({ max: 400 }) }) },
      { weight: 1, arbitrary: fc.record({ search: seed, count: fc.integer({ min: 1, max: 30 }) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 400, size: 'max' }), async (steps) => {
        using gallery = createGallery(product);
        const enrolled = new Map<number, Float32Array>();
        const searches: { readonly found: unknown; readonly expected: unknown }[] = [];
        let sequence = 0;
        for (const each of steps) {
          if ('add' in each) {
            sequence += 1;
            enrolled.set(sequence, madeUpTemplate(each.add));
            gallery.add(sequence, madeUpTemplate(each.add));
          } else if ('remove' in each) {
            enrolled.delete(each.remove);
            gallery.remove(each.remove);
          } else {
            const presented = madeUpTemplate(each.search + 6);
            searches.push({
              found: await gallery.nearest(presented, each.count),
              expected: bruteForce(enrolled, presented, each.count),
            });
          }
        }
        expect(searches.map(({ found }) => found)).toEqual(
          searches.map(({ expected }) => expected),
        );
        expect(gallery.size()).toBe(enrolled.size);
      }),
      { numRuns: 25 },
    );
  });

  it('tells faces apart that differ by less than the product rounds', async () => {
    using gallery = createGallery(product);
    const presented = madeUpTemplate(1);
    const enrolled = new Map<number, Float32Array>();
    for (let sequence = 1; sequence <= 500; sequence += 1) {
      const template = templateAt(presented, 0.6 + sequence * 1e-8, 2);
      enrolled.set(sequence, template);
      gallery.add(sequence, template);
    }
    expect(await gallery.nearest(presented, 7)).toEqual(bruteForce(enrolled, presented, 7));
  });

  it('goes over from one block to the next and back', async () => {
    using gallery = createGallery(product);
    const template = madeUpTemplate(5);
    const far = template.map((value) => -value);
    const count = 32_768 + 300;
    for (let sequence = 1; sequence <= count; sequence += 1) gallery.add(sequence, far);
    gallery.add(count + 1, template);
    const found = async () => (await gallery.nearest(template, 1))[0]?.sequence;
    expect(await found()).toBe(count + 1);
    // The last one moves into the first block, where the gap is.
    gallery.remove(17);
    expect(await found()).toBe(count + 1);
    for (let sequence = 400; sequence <= count; sequence += 1) gallery.remove(sequence);
    expect(await found()).toBe(count + 1);
    gallery.remove(count + 1);
    expect(await found()).toBe(1);
    expect(gallery.size()).toBe(398);
  });

  it('misses nobody who is moved while it looks elsewhere', async () => {
    const template = madeUpTemplate(5);
    const far = template.map((value) => -value);
    const count = 32_768 + 300;
    // Somebody deletes the third face once the first block was looked at: the last face of all moves there.
    let deletions = 0;
    using gallery = createGallery(async (templates, presented) => {
      const cosines = await product(templates, presented);
      deletions += 1;
      if (deletions === 1) gallery.remove(3);
      return cosines;
    });
    for (let sequence = 1; sequence <= count; sequence += 1) gallery.add(sequence, far);
    gallery.add(count + 1, template);
    const [found] = await gallery.nearest(template, 1);
    expect(found?.sequence).toBe(count + 1);
    expect(found?.similarity).toBeCloseTo(1, 6);
    expect(gallery.size()).toBe(count);
  });

  it('zeroes the template of who was deleted, what it grew out of, and everything when it is closed', async () => {
    const seen = new Set<Float32Array>();
    const gallery = createGallery(async (templates, presented) => {
      seen.add(templates);
      return product(templates, presented);
    });
    const numbers = () => [...seen].map((values) => values.filter((value) => value !== 0).length);
    for (let sequence = 1; sequence <= 64; sequence += 1)
      gallery.add(sequence, madeUpTemplate(sequence));
    await gallery.nearest(madeUpTemplate(1), 1);
    expect(numbers()).toEqual([64 * TEMPLATE_LENGTH]);
    gallery.remove(1);
    expect(numbers()).toEqual([63 * TEMPLATE_LENGTH]);
    for (let sequence = 100; sequence < 110; sequence += 1)
      gallery.add(sequence, madeUpTemplate(sequence));
    await gallery.nearest(madeUpTemplate(1), 1);
    expect(numbers()).toEqual([0, 73 * TEMPLATE_LENGTH]);
    gallery[Symbol.dispose]();
    expect(numbers()).toEqual([0, 0]);
  });

  it.each(['onnxruntime', 'plain JavaScript'])('is right about how far %s is off', async (by) => {
    const rows = Array.from({ length: 2000 }, (_, i) => madeUpTemplate(i + 10));
    const presented = madeUpTemplate(1);
    const templates = new Float32Array(rows.length * TEMPLATE_LENGTH);
    for (const [column, row] of rows.entries())
      for (const [i, value] of row.entries()) templates[i * rows.length + column] = value;
    const multiply = by === 'onnxruntime' ? product : plainProduct;
    const cosines = await multiply(templates, presented);
    const errors = rows.map((row, i) => Math.abs(cosine(row, presented) - (cosines[i] ?? NaN)));
    expect(Math.max(...errors)).toBeLessThan(PRODUCT_ERROR);
    // Were it exact, the second computation would prove nothing.
    expect(Math.max(...errors)).toBeGreaterThan(0);
  });
});

describe('a search of a collection', () => {
  const anna = madeUpTemplate(1);

  it('measures how far the best is ahead of anybody else, not of another picture of the same person', async () => {
    using identity = await open(folder);
    const { id } = identity.createCollection('staff');
    for (let i = 0; i < 30; i += 1) {
      await identity.enrol(id, newFace('anna', templateAt(anna, 0.9, i + 2)));
    }
    expect(await identity.search(id, anna, { maxResults: 1 })).toMatchObject({ margin: null });
    await identity.enrol(id, newFace('ben', templateAt(anna, 0.25, 50)));
    const { matches, margin, same } = await identity.search(id, anna, { maxResults: 2 });
    expect(matches.map(({ externalId }) => externalId)).toEqual(['anna', 'anna']);
    expect(margin).toBeCloseTo(0.65, 5);
    expect(same).toBe('yes');
  });

  it('is unsure where two people match', async () => {
    using identity = await open(folder);
    const { id } = identity.createCollection('staff');
    await identity.enrol(id, newFace('anna', templateAt(anna, 0.6, 2)));
    await identity.enrol(id, newFace('twin', templateAt(anna, 0.5, 3)));
    expect(await identity.search(id, anna)).toMatchObject({ same: 'unsure' });
    expect(identity.compare(id, { externalId: 'anna' }, anna)).toMatchObject({ same: 'yes' });
  });

  it('keeps to its collection and to its limits', async () => {
    using identity = await open(folder);
    const [staff, guests] = ['staff', 'guests'].map((name) => identity.createCollection(name).id);
    if (staff === undefined || guests === undefined) throw new Error('unreachable');
    await identity.enrol(staff, newFace('anna', anna));
    await identity.enrol(staff, newFace('ben', templateAt(anna, 0.3, 2)));
    expect(await identity.search(guests, anna)).toEqual({ matches: [], margin: null, same: 'no' });
    const limited = await identity.search(staff, anna, { minSimilarity: 0.44 });
    expect(limited.matches.map(({ externalId }) => externalId)).toEqual(['anna']);
    expect(limited.margin).toBeCloseTo(0.7, 5);
    expect((await identity.search(staff, anna, { maxResults: 1 })).matches).toHaveLength(1);
  });

  it('compares with the claimed person alone, however much somebody else looks like the presented one', async () => {
    using identity = await open(folder);
    const { id } = identity.createCollection('staff');
    const { id: faceId } = await identity.enrol(id, newFace('anna', templateAt(anna, 0.5, 2)));
    await identity.enrol(id, newFace('anna', templateAt(anna, 0.7, 3)));
    await identity.enrol(id, newFace('ben', templateAt(anna, 0.99, 4)));
    const byName = identity.compare(id, { externalId: 'anna' }, anna);
    expect(byName?.similarity).toBeCloseTo(0.7, 5);
    expect(identity.compare(id, { faceId }, anna)?.similarity).toBeCloseTo(0.5, 5);
    expect(identity.compare(id, { externalId: 'carl' }, anna)).toBeNull();
  });

  it('matches nobody whose time has run out, before anything purges them', async () => {
    let now = Date.parse('2026-01-01T00:00:00Z');
    using identity = await open(folder, { now: () => now });
    const { id } = identity.createCollection('guests');
    const expiresAt = '2026-01-02T00:00:00.000Z';
    const enrolled = await identity.enrol(id, { ...newFace('anna', anna), expiresAt });
    await identity.enrol(id, newFace('ben', templateAt(anna, 0.3, 2)));
    expect(enrolled.expiresAt).toBe(expiresAt);
    expect((await identity.search(id, anna)).matches).toHaveLength(2);
    now = Date.parse(expiresAt);
    const later = await identity.search(id, anna, { maxResults: 1 });
    expect(later.matches.map(({ externalId }) => externalId)).toEqual(['ben']);
    expect(identity.compare(id, { externalId: 'anna' }, anna)).toBeNull();
    expect(await identity.purgeExpired()).toEqual({ removed: 1, remains: [] });
    expect(identity.faces(id).map(({ externalId }) => externalId)).toEqual(['ben']);
  });
});
