import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { createDoor } from './index.ts';
import { doorSettings } from './settings.ts';

/** A door with a real contact: `leaf.open` is what it says, `leaf.status` how. */
async function doorWithContact() {
  const leaf = { open: false, status: 200, asked: 0 };
  const server = createServer((_request, response) => {
    leaf.asked += 1;
    const body = JSON.stringify({ open: leaf.open });
    response.writeHead(leaf.status, { 'content-length': body.length }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const folder = await mkdtemp(join(tmpdir(), 'gatelight-contact-'));
  const alarms: string[] = [];
  const lines: string[] = [];
  const url = `http://127.0.0.1:${port}/contact`;
  const door = createDoor({
    settings: doorSettings.parse({ contact: { url, pollMs: 100, heldOpenMs: 1000, graceMs: 0 } }),
    pulsesFile: join(folder, 'pulses.jsonl'),
    print: (line) => lines.push(line),
    now: () => new Date(),
    onAlarm: ({ code }) => alarms.push(code),
  });
  return {
    leaf,
    door,
    alarms,
    lines,
    async [Symbol.asyncDispose]() {
      await door[Symbol.asyncDispose]();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await rm(folder, { recursive: true });
    },
  };
}

const never = new AbortController().signal;

test('a leaf that opens without a pulse is an alarm, once', async () => {
  await using rig = await doorWithContact();
  await vi.waitUntil(() => rig.leaf.asked > 1, 30_000);
  rig.leaf.open = true;
  const asked = rig.leaf.asked;
  await vi.waitUntil(() => rig.leaf.asked > asked + 3, 30_000);
  expect(rig.alarms).toEqual(['forced-open']);
});

test('a leaf that opens after a pulse is none until it is held open', async () => {
  await using rig = await doorWithContact();
  await vi.waitUntil(() => rig.leaf.asked > 1, 30_000);
  await rig.door.pulse({ decisionId: 'd1', pulseMs: 2000 }, never);
  rig.leaf.open = true;
  const asked = rig.leaf.asked;
  await vi.waitUntil(() => rig.leaf.asked > asked + 3, 30_000);
  expect(rig.alarms).toEqual([]);
  await vi.waitUntil(() => rig.alarms.length > 0, 30_000);
  expect(rig.alarms).toEqual(['held-open']);
});

test('a contact that falls silent is told of once', async () => {
  await using rig = await doorWithContact();
  await vi.waitUntil(() => rig.leaf.asked > 0, 30_000);
  rig.leaf.status = 500;
  const asked = rig.leaf.asked;
  await vi.waitUntil(() => rig.leaf.asked > asked + 3, 30_000);
  expect(rig.lines).toEqual(['door front: no word from its contact: HTTP 500']);
  expect(rig.alarms).toEqual([]);
});
