import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listNamed } from '#electron/decision-log/named-entries.ts';
import { EVERY_DECISION } from '#electron/decision-log/entries.ts';
import { NEEDS } from './asks.ts';
import {
  deskFolder,
  openDesk,
  passphrase,
  type Desk,
  type DeskFolder,
} from '../../e2e/support/desk.ts';

let folder: DeskFolder;
beforeEach(async () => {
  folder = await deskFolder();
});
afterEach(() => folder.remove());

const open = (idleMs?: number) =>
  openDesk({ data: folder.data, ...(idleMs !== undefined && { idleMs }) });

const signIn = (name: string, word = passphrase) =>
  ({ ask: 'sign-in', name, passphrase: word }) as const;

/** What happened, oldest first, with the names beside the chain. */
const events = () =>
  listNamed(join(folder.data, 'decisions.sqlite'), {
    ...EVERY_DECISION,
    events: true,
    newestFirst: false,
  }).flatMap((entry) =>
    entry.kind === 'event' ? [`${entry.event} ${entry.names['operator'] ?? '?'}`] : [],
  );

/** An ask of each kind that is right in itself. */
const ASKS: Readonly<Record<keyof typeof NEEDS, object>> = {
  'live:watch': { on: true },
  'assisted:start': {},
  'assisted:cancel': {},
  'assisted:decide': { decision: 'grant', reason: 'known here' },
  release: { reason: 'a delivery', extended: false },
  'decisions:page': {
    limit: 5,
    before: null,
    fromMs: null,
    toMs: null,
    outcome: null,
    decision: null,
    reason: null,
    events: true,
  },
  'decisions:tally': { fromMs: 0, toMs: 60_000, bucketMs: 60_000 },
  'decisions:verify': {},
  'decisions:export': {
    format: 'csv',
    filter: { fromMs: null, toMs: null, outcome: null, decision: null, reason: null, events: true },
  },
  'settings:read': {},
  'settings:check': { changes: {} },
  'settings:write': { changes: {} },
  'door:test': { reason: 'after the repair' },
  'camera:report': {},
  'camera:choose': { label: null, deviceId: null },
  'calibrate:state': {},
  'calibrate:collect': { presented: 'bona-fide' },
  'calibrate:fit': { keep: false },
  'calibrate:discard': {},
  'enrolment:list': {},
  'enrolment:add': { externalId: 'cy', consent: { locale: 'en', given: 'on-screen' } },
  'enrolment:cancel': {},
  'enrolment:remove': { id: 'f1' },
  'operators:list': {},
  'operators:add': { name: 'Bo', role: 'operator', passphrase },
  'operators:remove': { name: 'Bo' },
  'credentials:list': {},
  'credentials:add': { kind: 'pin', name: 'Cy', secret: '123456', expiresAt: null },
  'credentials:change': { id: 'c1', change: { disabled: true } },
  'credentials:remove': { id: 'c1' },
};
const names = Object.keys(ASKS) as (keyof typeof NEEDS)[];

/** One for all tests of a block: none of them changes it. */
function oneDesk(): () => Desk {
  let desk: Desk;
  let own: DeskFolder;
  beforeAll(async () => {
    own = await deskFolder();
    desk = await openDesk({ data: own.data });
  });
  afterAll(async () => {
    await desk[Symbol.asyncDispose]();
    await own.remove();
  });
  return () => desk;
}

describe('the first administrator', () => {
  it('is set up once, and sits at the desk then', async () => {
    await using desk = await open();
    expect(await desk.ask({ ask: 'status' })).toMatchObject({ setUp: false, operator: null });
    expect(desk.lines).toEqual([expect.stringContaining('no administrator yet')]);
    await desk.setUp();
    expect(await desk.ask({ ask: 'status' })).toMatchObject({
      setUp: true,
      operator: { name: 'Ada', role: 'administrator' },
    });
    const again = await desk.refusal({ ask: 'set-up', name: 'Eve', passphrase });
    expect(again?.code).toBe('unavailable');
    expect(events()).toEqual(['operators-changed Ada', 'signed-in Ada']);
  });

  it('is kept by scrypt, for this user only', async () => {
    {
      await using desk = await open();
      await desk.setUp();
    }
    const file = join(folder.data, 'operators.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const text = await readFile(file, 'utf8');
    expect(text).not.toContain(passphrase);
    expect(JSON.parse(text)).toMatchObject({
      operators: [{ name: 'Ada', passphrase: { N: 32_768, r: 8, p: 1 } }],
    });
  });

  it('is not to be had from a file that was damaged', async () => {
    await writeFile(join(folder.data, 'operators.json'), '{"version":1,"oper');
    await using desk = await open();
    expect(desk.lines[0]).toContain('operators.json');
    for (const ask of [{ ask: 'status' }, { ask: 'set-up', name: 'Eve', passphrase }]) {
      expect((await desk.refusal(ask))?.code).toBe('unavailable');
    }
  });
});

describe('whoever is not signed in', () => {
  const desk = oneDesk();
  it.each(names)('is refused %s', async (ask) => {
    expect(await desk().refusal({ ask, ...ASKS[ask] })).toEqual({
      code: 'not-signed-in',
      message: 'sign in first',
    });
    expect(await desk().pulses()).toEqual([]);
  });
});

describe('an operator', () => {
  it('may do what an operator needs, and nothing that needs an administrator', async () => {
    await using desk = await open();
    await desk.setUp();
    await desk.ask({ ask: 'operators:add', name: 'Bo', role: 'operator', passphrase });
    await desk.ask(signIn('bo'));
    const refused: string[] = [];
    const asked: Promise<unknown>[] = [];
    for (const ask of names) {
      const answer = desk.refusal({ ask, ...ASKS[ask] });
      asked.push(answer);
      // It waits for a subject until it is cancelled, which is asked next.
      const refusal = ask === 'enrolment:add' ? null : await answer;
      if (refusal?.code === 'not-allowed') refused.push(ask);
    }
    await Promise.all(asked);
    expect(refused).toEqual(names.filter((name) => NEEDS[name] === 'administrator'));
    // A test of the door and a release look alike from outside: only the release moved it.
    expect(await desk.pulses()).toHaveLength(1);
  });

  it('is logged as they come and go, by whatever way', async () => {
    await using desk = await open(200);
    await desk.setUp();
    await desk.ask({ ask: 'sign-out' });
    await desk.ask(signIn('ADA'));
    desk.leave();
    await desk.ask(signIn('Ada'));
    await expect.poll(() => desk.pushes).toEqual([{ push: 'signed-out' }]);
    expect((await desk.refusal({ ask: 'live:watch', on: true }))?.code).toBe('not-signed-in');
    expect(events().slice(1)).toEqual([
      'signed-in Ada',
      'signed-out Ada',
      'signed-in Ada',
      'signed-out Ada',
      'signed-in Ada',
      'signed-out Ada',
    ]);
  });

  it('is removed by another, but never the last administrator', async () => {
    await using desk = await open();
    await desk.setUp();
    const { operators } = await desk.ask({
      ask: 'operators:add',
      name: 'Bo',
      role: 'operator',
      passphrase,
    });
    expect(operators.map(({ name, role }) => [name, role])).toEqual([
      ['Ada', 'administrator'],
      ['Bo', 'operator'],
    ]);
    expect(
      await desk.refusal({ ask: 'operators:add', name: 'BO', role: 'operator', passphrase }),
    ).toMatchObject({ code: 'unavailable' });
    await desk.ask({ ask: 'operators:remove', name: 'Bo' });
    expect(await desk.refusal({ ask: 'operators:remove', name: 'Ada' })).toMatchObject({
      message: 'the last administrator stays',
    });
    expect((await desk.refusal(signIn('Bo')))?.code).toBe('wrong-passphrase');
  });
});

describe('guessing', () => {
  it('does not say which half was wrong, is logged, and has to wait, also after a restart', async () => {
    {
      await using desk = await open();
      await desk.setUp();
      await desk.ask({ ask: 'sign-out' });
      const wrong = await desk.refusal(signIn('Ada', 'guessing'));
      expect(wrong).toEqual(await desk.refusal(signIn('Nobody', 'guessing')));
      expect(wrong?.code).toBe('wrong-passphrase');
      await desk.refusal(signIn('Ada', 'guessing'));
      await desk.refusal(signIn('Ada', 'guessing'));
      expect(await desk.refusal(signIn('Ada'))).toMatchObject({ code: 'throttled' });
    }
    await using desk = await open();
    const throttled = await desk.refusal(signIn('Ada'));
    expect(throttled).toMatchObject({ code: 'throttled', retryAfterMs: expect.any(Number) });
    expect((await desk.ask({ ask: 'status' })).throttledMs).toBeGreaterThan(1000);
    expect(events().filter((line) => line.startsWith('sign-in-failed'))).toEqual([
      'sign-in-failed Ada',
      'sign-in-failed ?',
      'sign-in-failed Ada',
      'sign-in-failed Ada',
    ]);
  });

  it('is looked at one by one: a second guess at the same time is refused', async () => {
    await using desk = await open();
    await desk.setUp();
    const [first, second] = await Promise.all([
      desk.refusal(signIn('Ada', 'guessing')),
      desk.refusal(signIn('Ada', 'guessing')),
    ]);
    expect([first?.code, second?.code]).toEqual(['wrong-passphrase', 'busy']);
  });
});

describe('an ask of the wrong shape', () => {
  const desk = oneDesk();
  const everyAsk: Readonly<Record<string, object>> = {
    ...ASKS,
    'set-up': { name: 'Ada', passphrase },
    'sign-in': { name: 'Ada', passphrase },
  };
  const wrong = Object.entries(everyAsk).flatMap(([ask, fields]) =>
    Object.keys(fields).map((field) => [ask, field] as const),
  );

  it.each(wrong)('%s with a wrong %s is refused by the name of the field', async (ask, field) => {
    expect(await desk().raw({ ask, ...everyAsk[ask], [field]: [[]] })).toMatchObject({
      refusal: { code: 'invalid', field: expect.stringMatching(new RegExp(`^${field}`, 'u')) },
    });
  });

  it.each([[null], ['status'], [{}], [{ ask: 'door:open' }], [{ ask: 'status', more: 1 }]])(
    '%j is refused',
    async (raw) => {
      expect(await desk().raw(raw)).toMatchObject({ refusal: { code: 'invalid' } });
    },
  );

  it('takes no short passphrase for an operator', async () => {
    const asked = { ask: 'set-up', name: 'Ada', passphrase: 'short' };
    expect(await desk().refusal(asked)).toMatchObject({ code: 'invalid', field: 'passphrase' });
  });
});
