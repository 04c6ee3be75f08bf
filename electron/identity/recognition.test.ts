// Who a session's subject is, asked of a real register: with templates at chosen cosines from those that are enrolled.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { degrees } from '#core/frame/index.ts';
import type { EnrolmentFrame } from '#core/identity/index.ts';
import { createRecogniser } from './recognition.ts';
import type { Identity } from './index.ts';
import { madeUpTemplate, newFace, templateAt } from './testing/people.ts';
import { open } from './testing/register.ts';

let folder = '';
let identity: Identity;
let now = Date.parse('2026-03-01T12:00:00Z');
const anna = madeUpTemplate(1);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gatelight-recognition-'));
  identity = await open(folder, { now: () => now });
});
afterEach(() => {
  identity[Symbol.dispose]();
  rmSync(folder, { recursive: true });
});

async function enrol(externalId: string, template: Float32Array, collection = 'people') {
  const known = identity.listCollections().find(({ name }) => name === collection);
  const { id } = known ?? identity.createCollection(collection);
  return identity.enrol(id, newFace(externalId, template));
}

/** A frame whose template is at this cosine from anna's. */
const frame = (similarity: number, seed = 50): EnrolmentFrame => ({
  template: similarity === 1 ? anna : templateAt(anna, similarity, seed),
  eyeDistance: 90,
  sharpness: 1.6,
  pose: { yaw: degrees(0), pitch: degrees(0), roll: degrees(0) },
});

const recogniser = (demand: 'one-to-many' | 'one-to-one') =>
  createRecogniser(async () => identity, { demand, collection: 'people' });

describe('1:N at a door', () => {
  const find = (...frames: readonly EnrolmentFrame[]) =>
    recogniser('one-to-many').find(frames, null);

  it('recognises who is enrolled, with similarity and margin', async () => {
    await enrol('anna', anna);
    await enrol('ben', templateAt(anna, 0.1, 9));
    expect(await find(frame(1))).toEqual({
      demand: 'one-to-many',
      refusal: null,
      externalId: 'anna',
      similarity: expect.closeTo(1),
      margin: expect.closeTo(0.9),
    });
  });

  it('knows nobody while there is no such collection, or none in it', async () => {
    await enrol('anna', anna, 'visitors');
    expect(await find(frame(1))).toMatchObject({ refusal: 'identity-unknown', externalId: null });
    identity.createCollection('people');
    expect(await find(frame(1))).toMatchObject({ refusal: 'identity-unknown' });
  });

  it('knows nobody whose time is over', async () => {
    const { id } = identity.createCollection('people');
    await identity.enrol(id, { ...newFace('anna', anna), expiresAt: '2026-03-02T00:00:00Z' });
    expect(await find(frame(1))).toMatchObject({ refusal: null });
    now = Date.parse('2026-03-02T00:00:00Z');
    expect(await find(frame(1))).toMatchObject({ refusal: 'identity-unknown', externalId: null });
  });

  it('is unsure of whom two of them resemble', async () => {
    await enrol('anna', anna);
    await enrol('her twin', templateAt(anna, 0.8, 9));
    expect(await find(frame(1))).toMatchObject({ refusal: 'identity-unsure', externalId: null });
  });

  it('is unsure where one of the frames is', async () => {
    await enrol('anna', anna);
    expect(await find(frame(1), frame(0.5))).toMatchObject({ refusal: null });
    expect(await find(frame(1), frame(0.42))).toMatchObject({ refusal: 'identity-unsure' });
  });

  it('is unsure without a frame, and where they show two people', async () => {
    await enrol('anna', anna);
    expect(await find()).toMatchObject({ refusal: 'identity-unsure' });
    expect(await find(frame(1), frame(0.1))).toMatchObject({ refusal: 'identity-unsure' });
  });
});

describe('1:1 at a door', () => {
  const find = (claimed: string | null, ...frames: readonly EnrolmentFrame[]) =>
    recogniser('one-to-one').find(frames, claimed);

  it('recognises whose badge it is, and nobody else by it', async () => {
    await enrol('anna', anna);
    await enrol('ben', templateAt(anna, 0.1, 9));
    expect(await find('anna', frame(1))).toMatchObject({ refusal: null, externalId: 'anna' });
    expect(await find('ben', frame(1))).toMatchObject({
      refusal: 'identity-mismatch',
      externalId: 'ben',
    });
    expect(await find('carl', frame(1))).toMatchObject({ refusal: 'identity-unknown' });
  });

  it('lets in the holder of a badge whom another enrolled person resembles', async () => {
    await enrol('anna', anna);
    await enrol('her twin', templateAt(anna, 0.8, 9));
    expect(await find('anna', frame(1))).toMatchObject({ refusal: null });
  });

  it('recognises nobody where no badge began the session', async () => {
    await enrol('anna', anna);
    expect(await find(null, frame(1))).toMatchObject({ refusal: 'identity-unavailable' });
  });
});

it('asks again for a register that could not be opened', async () => {
  await enrol('anna', anna);
  let isMended = false;
  const port = createRecogniser(
    () => (isMended ? Promise.resolve(identity) : Promise.reject(new Error('damaged'))),
    { demand: 'one-to-many', collection: 'people' },
  );
  await expect(port.find([frame(1)], null)).rejects.toThrow('damaged');
  isMended = true;
  expect(await port.find([frame(1)], null)).toMatchObject({ externalId: 'anna' });
});
