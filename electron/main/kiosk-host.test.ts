import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { z } from 'zod';
import {
  operatorAnswers,
  socketPush,
  type AnswerTo,
  type OperatorAsk,
  type SessionView,
} from '#core/protocol/index.ts';
import { createServer } from '#electron/appliance/server.ts';
import { EVERY_DECISION } from '#electron/decision-log/entries.ts';
import { listNamed } from '#electron/decision-log/named-entries.ts';
import { launchForkedWorker } from '#electron/inference/worker-process.ts';
import { openKiosk, type HostedKiosk } from './kiosk-host.ts';
import { plainHost } from './testing/plain-host.ts';

const passphrase = 'correct horse battery';
const SECRET = 's3cret-'.repeat(6);

let folder = '';
let hosted: HostedKiosk;
let lines: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelight-host-'));
  lines = [];
  await writeFile(settingsPath(), JSON.stringify({ door: { id: 'gate' } }));
  const opened = await openKiosk({
    ...plainHost(folder, lines),
    launchWorker: launchForkedWorker,
  });
  if (opened.kind === 'refused') throw new Error(opened.line);
  hosted = opened;
});
afterEach(async () => {
  await hosted[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const settingsPath = (): string => join(folder, 'settings.json');
const settings = async (): Promise<unknown> => JSON.parse(await readFile(settingsPath(), 'utf8'));
const changes = () => events('settings-changed');
const events = (kind: string) =>
  listNamed(join(folder, 'decisions.sqlite'), {
    ...EVERY_DECISION,
    events: true,
    newestFirst: false,
  }).flatMap((entry) => (entry.kind === 'event' && entry.event === kind ? [entry] : []));

async function ask<A extends OperatorAsk>(what: A): Promise<AnswerTo<A>> {
  const reply = await hosted.operator.ask(what);
  if ('refusal' in reply) throw new Error(`${reply.refusal.code}: ${reply.refusal.message}`);
  return operatorAnswers[what.ask].parse(reply.answer) as AnswerTo<A>;
}

const setUp = () => ask({ ask: 'set-up', name: 'Ada', passphrase });

it('tells each setting with what it may be, and no secret', async () => {
  await setUp();
  await ask({
    ask: 'settings:write',
    changes: { 'door.driver': 'http', 'door.url': 'http://127.0.0.1:9/', 'door.secret': SECRET },
  });
  const { fields } = await ask({ ask: 'settings:read' });
  const field = (name: string) => fields.find((each) => each.name === name);
  expect(field('door.pulseMs')).toMatchObject({
    kind: 'number',
    value: 5000,
    isSet: false,
    min: 100,
    max: 30_000,
    drivers: [],
  });
  expect(field('door.driver')).toMatchObject({
    kind: 'choice',
    value: 'http',
    choices: ['simulated', 'http', 'serial', 'mqtt'],
  });
  expect(field('door.secret')).toMatchObject({
    kind: 'secret',
    value: null,
    isSet: true,
    drivers: ['http'],
  });
  expect(field('camera.pinned')).toMatchObject({ kind: 'json', value: null, nullable: true });
  expect(field('policy.fusion')).toMatchObject({ kind: 'choice', choices: ['balanced', 'strict'] });
  expect(field('log.retentionDays')).toMatchObject({ kind: 'number', nullable: true, min: 1 });
  expect(JSON.stringify(fields)).not.toContain(SECRET);
  expect(await readFile(settingsPath(), 'utf8')).toContain(SECRET);
  // Nor does the log have it, which names what was changed.
  expect(JSON.stringify(changes())).not.toContain(SECRET);
  expect(changes()).toMatchObject([
    { detail: { changed: ['door.driver', 'door.url', 'door.secret'] }, names: { operator: 'Ada' } },
  ]);
});

it('a change is previewed, logged, kept for this user only, and taken while the page stays', async () => {
  await setUp();
  const views: SessionView['phase'][] = [];
  hosted.kiosk.onView(({ phase }) => views.push(phase));
  const wanted = { 'door.pulseMs': 900, 'policy.fusion': 'strict' };
  const preview = await ask({ ask: 'settings:check', changes: wanted });
  expect(preview).toEqual({
    problems: [],
    changed: [
      { name: 'door.pulseMs', from: 5000, to: 900, secret: false },
      { name: 'policy.fusion', from: 'balanced', to: 'strict', secret: false },
    ],
  });
  expect(changes()).toEqual([]);
  const before = await ask({ ask: 'status' });
  expect(await ask({ ask: 'settings:write', changes: wanted })).toMatchObject({
    applied: 'recomposed',
    changed: preview.changed,
  });
  expect(await settings()).toEqual({
    door: { id: 'gate', pulseMs: 900 },
    policy: { fusion: 'strict' },
  });
  expect((await stat(settingsPath())).mode & 0o777).toBe(0o600);
  const after = await ask({ ask: 'status' });
  expect(after.policy.sha256).not.toBe(before.policy.sha256);
  // Still at the desk, and the kiosk still held.
  expect(after.operator?.name).toBe('Ada');
  expect(views).toContain('starting');
  expect(hosted.settings().door.pulseMs).toBe(900);
  expect(await ask({ ask: 'settings:write', changes: wanted })).toMatchObject({
    applied: 'unchanged',
  });
  expect(changes()).toHaveLength(1);
});

it.each<readonly [string, Record<string, z.infer<ReturnType<typeof z.json>>>, string]>([
  ['a wrong number', { 'door.pulseMs': 5 }, 'door.pulseMs'],
  ['a wrong kind', { 'camera.allowVirtual': 'yes' }, 'camera.allowVirtual'],
  ['an unknown name', { 'door.pulse': 900 }, 'door.pulse'],
  ['a driver without what it needs', { 'door.driver': 'mqtt' }, 'door.url'],
  ['a name that is not the schema’s', { '__proto__.polluted': true }, '__proto__.polluted'],
])('refuses %s by its name and changes nothing', async (_, wrong, name) => {
  await setUp();
  const { problems, changed } = await ask({ ask: 'settings:check', changes: wrong });
  expect(changed).toEqual([]);
  expect(problems.map((problem) => problem.name)).toContain(name);
  expect(await hosted.operator.ask({ ask: 'settings:write', changes: wrong })).toMatchObject({
    refusal: { code: 'invalid' },
  });
  expect(await settings()).toEqual({ door: { id: 'gate' } });
  expect(changes()).toEqual([]);
});

it('a kiosk that can be composed neither of new settings nor of the old ones ends, and leaves the old ones', async () => {
  await setUp();
  await writeFile(join(folder, 'calibration.json'), 'no calibration');
  const reply = await hosted.operator.ask({
    ask: 'settings:write',
    changes: { 'door.pulseMs': 900 },
  });
  // It was the calibration that was refused, twice: there is no kiosk to be had.
  expect(reply).toMatchObject({
    refusal: { code: 'unavailable', message: expect.stringContaining('calibration.json') },
  });
  await hosted.lost;
  expect(await settings()).toEqual({ door: { id: 'gate' } });
  expect(lines).toContainEqual(expect.stringContaining('calibration.json'));
});

it('an adapter that cannot live with its settings costs nothing but the change', async () => {
  await setUp();
  const wanted = {
    'door.driver': 'http',
    'door.url': 'https://127.0.0.1:9/',
    'door.secret': SECRET,
    'door.caFile': join(folder, 'none.pem'),
  };
  const reply = await hosted.operator.ask({ ask: 'settings:write', changes: wanted });
  expect(reply).toMatchObject({
    refusal: { code: 'unavailable', message: expect.stringContaining('put back') },
  });
  expect(await settings()).toEqual({ door: { id: 'gate' } });
  expect((await ask({ ask: 'status' })).door).toEqual({ id: 'gate', driver: 'simulated' });
  expect(changes().map(({ names }) => names['operator'] ?? null)).toEqual(['Ada', null]);
});

it('chooses a camera by pinning it, and lets go of it again', async () => {
  await setUp();
  await ask({ ask: 'camera:choose', label: 'C920', deviceId: null });
  expect(await settings()).toMatchObject({ camera: { pinned: { label: 'C920', deviceId: null } } });
  await ask({ ask: 'camera:choose', label: null, deviceId: null });
  expect(hosted.settings().camera.pinned).toBeNull();
});

it('gives a PIN, disables it, ends it and takes it away again, logged by who did it and whose it is', async () => {
  await setUp();
  const expiresAt = '2027-01-31T00:00:00.000Z';
  const who = { kind: 'pin', name: 'Cy', secret: '480273' } as const;
  const added = { ask: 'credentials:add', ...who, expiresAt } as const;
  const { credentials } = await ask(added);
  expect(credentials).toMatchObject([{ kind: 'pin', name: 'Cy', expiresAt, disabled: false }]);
  expect(JSON.stringify(credentials)).not.toContain(added.secret);
  const weak = await hosted.operator.ask({ ...added, secret: '111111' });
  expect(weak).toMatchObject({ refusal: { code: 'invalid', field: 'secret' } });
  const [{ id } = { id: '' }] = credentials;
  const change = { ask: 'credentials:change', id } as const;
  expect(await ask({ ...change, change: { disabled: true } })).toMatchObject({
    credentials: [{ disabled: true, expiresAt }],
  });
  expect(await ask({ ...change, change: { expiresAt: null } })).toMatchObject({
    credentials: [{ disabled: true, expiresAt: null }],
  });
  expect(await ask({ ask: 'credentials:remove', id })).toEqual({ credentials: [] });
  const names = { operator: 'Ada', person: 'Cy' };
  expect(events('credentials-changed')).toMatchObject([
    { detail: { change: 'added', credential: id }, names },
    { detail: { change: 'disabled', credential: id }, names },
    { detail: { change: 'expiry-set', until: null, credential: id }, names },
    { detail: { change: 'removed', credential: id }, names },
  ]);
});

it('over the page’s own socket: refused until signed in, signed out with the page', async () => {
  await using server = await createServer({
    kiosk: hosted.kiosk,
    operator: hosted.operator,
    boot: () => ({ demo: false, locale: 'en', speech: 'on' }),
    page: folder,
    demoSubject: null,
    port: 0,
    clock: hosted.clock,
    onAlive: () => undefined,
  });
  const page = await openPage(server.origin, server.issueToken());
  expect(await page.ask({ ask: 'settings:read' })).toMatchObject({
    refusal: { code: 'not-signed-in' },
  });
  expect(await page.ask({ ask: 'set-up', name: 'Ada', passphrase })).toMatchObject({
    answer: { operator: { role: 'administrator' } },
  });
  expect(await page.ask({ ask: 'settings:read' })).toHaveProperty('answer.fields');
  expect(await page.ask('nothing of ours')).toMatchObject({ refusal: { code: 'invalid' } });
  page.socket.close();
  await once(page.socket, 'close');
  await expect.poll(async () => (await ask({ ask: 'status' })).operator).toBeNull();
});

async function openPage(origin: string, token: string) {
  const login = await fetch(`${origin}/login`, {
    method: 'POST',
    headers: { origin, 'content-type': 'text/plain' },
    body: token,
  });
  const [cookie = ''] = (login.headers.get('set-cookie') ?? '').split(';');
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/kiosk`, {
    headers: { origin, cookie },
  });
  const replies = new Map<number, (reply: unknown) => void>();
  socket.on('message', (data: Buffer) => {
    const push = socketPush.parse(JSON.parse(data.toString('utf8')));
    if (push.type === 'operator:reply') replies.get(push.id)?.(push.reply);
  });
  await once(socket, 'open');
  let id = 0;
  const pageAsk = (what: unknown): Promise<unknown> => {
    id += 1;
    socket.send(JSON.stringify({ request: 'operator:ask', id, ask: what }));
    return new Promise((resolve) => {
      replies.set(id, resolve);
    });
  };
  return { socket, ask: pageAsk };
}
