import { createHash, createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { createDoor } from './index.ts';
import { doorSettings } from './settings.ts';
import { startController, type Behaviour, type Heard } from './testing/controller.ts';

const SECRET = 'correct-horse-battery-staple-0123456789';
const order = { decisionId: 'decision-1', pulseMs: 3000 };
const never = new AbortController().signal;
const confirming: Behaviour = (_attempt, _response, confirm) => confirm();

function doorAt(url: URL, more: object = {}) {
  const settings = doorSettings.parse({ driver: 'http', url: url.href, secret: SECRET, ...more });
  return createDoor({ settings, pulsesFile: '', print: () => {}, now: () => new Date() });
}

/** What the controller’s side computes, from docs/door.md alone. */
function signatureOf({ method, path, headers, body }: Heard): string {
  const canonical = [
    'gatelight-door-1',
    method,
    path,
    headers['idempotency-key'],
    headers['gatelight-time'],
    headers['gatelight-nonce'],
    createHash('sha256').update(body).digest('hex'),
  ].join('\n');
  return createHmac('sha256', SECRET).update(canonical).digest('hex');
}

test('a pulse is one signed POST with the decision as its key', async () => {
  await using controller = await startController(confirming);
  await using door = doorAt(controller.url);
  await door.pulse(order, never);
  const [heard] = controller.heard;
  if (heard === undefined) throw new Error('nothing was heard');
  expect(heard).toMatchObject({ method: 'POST', path: '/open?lane=2' });
  expect(JSON.parse(heard.body)).toEqual({ ...order, doorId: 'front' });
  expect(heard.headers['idempotency-key']).toBe('decision-1');
  expect(Math.abs(Date.now() - Number(heard.headers['gatelight-time']))).toBeLessThan(5000);
  expect(heard.headers['gatelight-nonce']).toMatch(/^[0-9a-f]{32}$/);
  expect(heard.headers['gatelight-signature']).toBe(signatureOf(heard));
});

test('the signature changes with each thing that it covers', async () => {
  await using controller = await startController(confirming);
  await using door = doorAt(controller.url);
  await door.pulse(order, never);
  const [heard] = controller.heard;
  if (heard === undefined) throw new Error('nothing was heard');
  const changed = (name: string) => ({ ...heard, headers: { ...heard.headers, [name]: '1' } });
  const forged = [
    { ...heard, method: 'PUT' },
    { ...heard, path: '/open?lane=3' },
    { ...heard, body: heard.body.replace('3000', '9000') },
    changed('idempotency-key'),
    changed('gatelight-time'),
    changed('gatelight-nonce'),
  ];
  const signatures = new Set([heard, ...forged].map(signatureOf));
  expect(signatures.size).toBe(forged.length + 1);
});

test('an answer that is lost after the door moved is asked for again, and the door opens once', async () => {
  await using controller = await startController((attempt, response, confirm) => {
    if (attempt < 3) response.destroy();
    else confirm();
  });
  await using door = doorAt(controller.url);
  await door.pulse(order, never);
  expect(controller.heard).toHaveLength(3);
  expect(controller.opened).toEqual(['decision-1']);
  const nonces = new Set(controller.heard.map(({ headers }) => headers['gatelight-nonce']));
  expect(nonces.size).toBe(3);
});

test('a controller that has an error is asked again with the same key', async () => {
  await using controller = await startController((attempt, response, confirm) => {
    if (attempt === 1) response.writeHead(500).end();
    else confirm();
  });
  await using door = doorAt(controller.url);
  await door.pulse(order, never);
  expect(controller.heard.map(({ headers }) => headers['idempotency-key'])).toEqual([
    'decision-1',
    'decision-1',
  ]);
});

test.each<[string, Behaviour, string, number]>([
  ['has nothing but errors', (_, r) => void r.writeHead(503).end(), 'unconfirmed', 3],
  ['drops every connection', (_, r) => void r.destroy(), 'unconfirmed', 3],
  ['never answers', () => {}, 'timed-out', 3],
  ['stops in the middle of its answer', (_, r) => void r.write('{"deci'), 'timed-out', 3],
  ['says no', (_, r) => void r.writeHead(403).end(), 'refused', 1],
  [
    'did not pulse',
    (_, r) => void r.end('{"decisionId": "decision-1", "pulsed": false}'),
    'refused',
    1,
  ],
  ['answers no JSON', (_, r) => void r.end('ok'), 'unconfirmed', 1],
  ['says nothing', (_, r) => void r.end(), 'unconfirmed', 1],
  [
    'confirms another decision',
    (_, r) => void r.end('{"decisionId": "decision-2", "pulsed": true}'),
    'unconfirmed',
    1,
  ],
  [
    'talks without end',
    (_, r) => void r.end(`{"decisionId": "decision-1", "pulsed": true}${' '.repeat(10_000)}`),
    'unconfirmed',
    3,
  ],
])('a controller that %s is a fault', async (_, behave, code, attempts) => {
  await using controller = await startController(behave);
  await using door = doorAt(controller.url, { timeoutMs: 150 });
  await expect(door.pulse(order, never)).rejects.toMatchObject({ code });
  expect(controller.heard).toHaveLength(attempts);
});

test('a redirect is not followed: the secret’s signature is for this controller', async () => {
  await using elsewhere = await startController(confirming);
  await using controller = await startController((_, response) => {
    response.writeHead(307, { location: elsewhere.url.href }).end();
  });
  await using door = doorAt(controller.url);
  await expect(door.pulse(order, never)).rejects.toMatchObject({ code: 'refused' });
  expect(elsewhere.heard).toEqual([]);
});

test('a controller that is not there is unreachable', async () => {
  const controller = await startController(confirming);
  await controller[Symbol.asyncDispose]();
  await using door = doorAt(controller.url);
  await expect(door.pulse(order, never)).rejects.toMatchObject({ code: 'unreachable' });
});

test('an order that is withdrawn is not tried again', async () => {
  await using controller = await startController(() => {});
  await using door = doorAt(controller.url, { timeoutMs: 5000 });
  await expect(door.pulse(order, AbortSignal.timeout(100))).rejects.toMatchObject({
    code: 'unconfirmed',
  });
  expect(controller.heard).toHaveLength(1);
});

test('an order that was withdrawn before it began is not sent', async () => {
  await using controller = await startController(confirming);
  await using door = doorAt(controller.url);
  await expect(door.pulse(order, AbortSignal.abort())).rejects.toMatchObject({ code: 'withdrawn' });
  expect(controller.heard).toEqual([]);
});

test('a decision that had its pulse is not sent a second time', async () => {
  await using controller = await startController(confirming);
  await using door = doorAt(controller.url);
  await door.pulse(order, never);
  await expect(door.pulse(order, never)).rejects.toMatchObject({ code: 'already-pulsed' });
  expect(controller.heard).toHaveLength(1);
});

test('no fault, no dump and no JSON of the settings shows the secret', async () => {
  const settings = doorSettings.parse({
    driver: 'http',
    url: 'http://127.0.0.1:9/',
    secret: SECRET,
  });
  await using door = createDoor({
    settings,
    pulsesFile: '',
    print: () => {},
    now: () => new Date(),
  });
  const fault: unknown = await door.pulse(order, never).catch((cause: unknown) => cause);
  const shown = [inspect(settings, { depth: 9 }), JSON.stringify(settings), inspect(fault)].join();
  expect(shown).not.toContain(SECRET);
});
