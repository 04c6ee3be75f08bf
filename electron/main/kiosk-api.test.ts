// The API as a setting of the kiosk: one process, the real models, a client over HTTP. The operator turns it on at the desk.
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { operatorAnswers, type ApiState, type OperatorAsk } from '#core/protocol/index.ts';
import { EVERY_DECISION } from '#electron/decision-log/entries.ts';
import { listEntries } from '#electron/decision-log/decision-log.ts';
import { stillsIn, useTestAssets } from '../../e2e/support/assets.ts';
import { launchForkedWorker } from '#electron/inference/worker-process.ts';
import { openKiosk, type HostedKiosk } from './kiosk-host.ts';
import { plainHost } from './testing/plain-host.ts';

const WAIT = { timeout: 60_000, interval: 50 };

let folder = '';
let hosted: HostedKiosk;
const lines: string[] = [];

beforeEach(async () => {
  await useTestAssets();
  folder = await mkdtemp(join(tmpdir(), 'gatelight-kiosk-api-'));
  lines.length = 0;
  const opened = await openKiosk({
    ...plainHost(folder, lines),
    launchWorker: launchForkedWorker,
  });
  if (opened.kind === 'refused') throw new Error(opened.line);
  hosted = opened;
  await ask({ ask: 'set-up', name: 'Ada', passphrase: 'correct horse battery' });
}, 60_000);
afterEach(async () => {
  await hosted[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
}, 60_000);

async function ask(what: OperatorAsk): Promise<unknown> {
  const reply = await hosted.operator.ask(what);
  if ('refusal' in reply) throw new Error(`${reply.refusal.code}: ${reply.refusal.message}`);
  return reply.answer;
}

const state = async (): Promise<ApiState | null> =>
  operatorAnswers.status.parse(await ask({ ask: 'status' })).api ?? null;

const turnOn = (port: number): Promise<unknown> =>
  ask({ ask: 'settings:write', changes: { 'api.enabled': true, 'api.port': port } });

async function settled(): Promise<ApiState | null> {
  return vi
    .waitUntil(async () => {
      const now = await state();
      return now?.kind === 'starting' ? false : { now };
    }, WAIT)
    .then(({ now }) => now);
}

/** A port that nobody has, and whoever holds it meanwhile. */
async function freePort(): Promise<{ readonly port: number; readonly holder: Server }> {
  const holder = createServer().listen({ host: '127.0.0.1', port: 0 });
  await once(holder, 'listening');
  const address = holder.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, holder };
}

it('is off until an operator turns it on, then answers by the same log, and goes when it is turned off', async () => {
  const { port, holder } = await freePort();
  holder.close();
  expect(await state()).toBeNull();
  await turnOn(port);
  expect(await settled()).toEqual({ kind: 'listening', origin: `http://127.0.0.1:${port}` });
  const [, key = '', user = ''] =
    /^api: key (\S+) \(shown this once; .* it is (\S+)\)$/mu.exec(lines.join('\n')) ?? [];
  const [still = ''] = await stillsIn('samples/bona-fide');
  const judged = await fetch(`http://127.0.0.1:${port}/api/v1/face/liveness`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${user}:${key}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      sessionId: 's',
      faceImageBase: (await readFile(still)).toString('base64'),
    }),
  });
  expect(await judged.json()).toMatchObject({ sessionId: 's', hasError: false });
  const entries = listEntries(join(folder, 'decisions.sqlite'), {
    ...EVERY_DECISION,
    events: true,
  });
  const events = entries.flatMap((entry) => (entry.kind === 'event' ? [entry.event] : []));
  expect(events).toEqual(expect.arrayContaining(['settings-changed', 'api-checked']));

  await ask({ ask: 'settings:write', changes: { 'api.enabled': false } });
  expect(await state()).toBeNull();
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
}, 90_000);

it('is refused in one line where the port is taken, and the kiosk is open without it', async () => {
  const { port, holder } = await freePort();
  await turnOn(port);
  const line = `port ${port} is taken; choose another (api.port)`;
  expect(await settled()).toEqual({ kind: 'refused', line });
  expect(lines).toContain(`api: ${line}; the kiosk goes on without it`);
  const status = operatorAnswers.status.parse(await ask({ ask: 'status' }));
  await vi.waitUntil(() => hosted.kiosk.view().phase === 'idle', WAIT);
  expect(status.door.id).toBe('front');
  holder.close();
}, 90_000);
