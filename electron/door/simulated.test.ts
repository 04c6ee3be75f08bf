import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSimulatedDoor, readPulses } from './simulated.ts';

const at = new Date('2026-03-01T08:00:00.000Z');
const order = { decisionId: 'decision-1', pulseMs: 3000 };
const never = new AbortController().signal;
let folder = '';
let file = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelight-door-'));
  file = join(folder, 'door-pulses.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

function doorThatPrints() {
  const lines: string[] = [];
  const door = createSimulatedDoor({
    doorId: 'front',
    file,
    print: (line) => lines.push(line),
    now: () => at,
  });
  return { door, lines };
}

test('a pulse is printed and kept with its decision, its door, its time and its length', async () => {
  const { door, lines } = doorThatPrints();
  await door.pulse(order, never);
  expect(await readPulses(file)).toEqual([
    { decisionId: 'decision-1', doorId: 'front', at: at.toISOString(), pulseMs: 3000 },
  ]);
  expect(lines).toEqual(['door front: open for 3000 ms (decision decision-1)']);
});

test('each pulse is one line that ends, so that the next cannot run into it', async () => {
  const { door } = doorThatPrints();
  await door.pulse(order, never);
  await door.pulse({ ...order, decisionId: 'decision-2' }, never);
  const text = await readFile(file, 'utf8');
  expect(text.endsWith('\n')).toBe(true);
  expect(text.trimEnd().split('\n')).toHaveLength(2);
});

test('a decision opens the door once, however often it is ordered', async () => {
  const { door, lines } = doorThatPrints();
  const orders = [door.pulse(order, never), door.pulse(order, never), door.pulse(order, never)];
  const results = await Promise.allSettled(orders);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(lines).toHaveLength(1);
  expect(await readPulses(file)).toHaveLength(1);
});

test('a decision that had its pulse before a restart does not open the door after it', async () => {
  await doorThatPrints().door.pulse(order, never);
  const { door, lines } = doorThatPrints();
  await expect(door.pulse(order, never)).rejects.toThrow('has had its pulse');
  expect(lines).toEqual([]);
});

test('a door whose record cannot be kept stays shut, also at the next try', async () => {
  const lines: string[] = [];
  const door = createSimulatedDoor({
    doorId: 'front',
    file: folder,
    print: (line) => lines.push(line),
    now: () => at,
  });
  await expect(door.pulse(order, never)).rejects.toThrow('EISDIR');
  await expect(door.pulse(order, never)).rejects.toThrow('EISDIR');
  expect(lines).toEqual([]);
});

test('an order that was withdrawn before it began moves nothing', async () => {
  const { door, lines } = doorThatPrints();
  await expect(door.pulse(order, AbortSignal.abort())).rejects.toMatchObject({
    code: 'withdrawn',
  });
  expect(lines).toEqual([]);
  expect(await readPulses(file)).toEqual([]);
});

test('a line torn by a power cut does not hide the pulses before and after it', async () => {
  await doorThatPrints().door.pulse(order, never);
  await writeFile(file, '{"decisionId":"torn', { flag: 'a' });
  await doorThatPrints().door.pulse({ ...order, decisionId: 'decision-2' }, never);
  const ids = (await readPulses(file)).map(({ decisionId }) => decisionId);
  expect(ids).toEqual(['decision-1', 'decision-2']);
});

test('only the user of the kiosk can read the record', async () => {
  await doorThatPrints().door.pulse(order, never);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});
