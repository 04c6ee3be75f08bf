// One suite, three hosts: Electron's channel, the appliance's socket, the API's. Each by its real handlers and the real pipeline, side by
// side, on clocks that the suite moves: what comes of a session does not depend on the machine.

import {
  endingAfter,
  framed,
  INCIDENTS,
  leave,
  meet,
  sitThrough,
  type Ending,
  type EveryHost,
} from './conformance.ts';
import { openOverApi } from './conformance/over-api.ts';
import { openOverAppliance } from './conformance/over-appliance.ts';
import { openOverIpc } from './conformance/over-ipc.ts';
import type { SessionHost } from './conformance/session-host.ts';
import { openSitters, type Sitters } from './conformance/sitters.ts';
import { useTestAssets } from './support/assets.ts';
import { expect, test } from './support/test.ts';

let hosts: EveryHost<SessionHost>;
let sitters: Sitters;

test.describe.configure({ mode: 'serial', timeout: 240_000 });
test.beforeAll(async () => {
  await useTestAssets();
  const opening = [openOverIpc(), openOverAppliance(), openOverApi(), openSitters()] as const;
  const [electron, appliance, api, opened] = await Promise.all(opening);
  hosts = { electron, appliance, api };
  sitters = opened;
});
test.afterAll(async () => {
  await Promise.all(Object.values(hosts).map((host) => host[Symbol.asyncDispose]()));
});

async function onEach<T>(run: (host: SessionHost) => Promise<T>): Promise<EveryHost<T>> {
  const { electron, appliance, api } = hosts;
  const [a, b, c] = await Promise.all([run(electron), run(appliance), run(api)]);
  return { electron: a, appliance: b, api: c };
}

/** The same on each, with the one policy that all of them name. */
function everywhere(endings: EveryHost<Ending>, ending: Omit<Ending, 'policySha256'>) {
  const same = { ...ending, policySha256: endings.electron.policySha256 };
  return { electron: same, appliance: same, api: same };
}

const refusedBy = (...reasons: Ending['reasons']) =>
  ({ outcome: 'non-response', decision: 'deny', reasons, passed: 0 }) as const;

test('whoever does what is asked is granted, for one reason and by one policy', async () => {
  const endings = await onEach((host) => sitThrough(host, sitters.obeys()));
  expect(endings).toEqual(
    everywhere(endings, {
      outcome: 'bona-fide',
      decision: 'grant',
      reasons: ['complete'],
      passed: 2,
    }),
  );
  // Only the kiosk's own session is handed a door.
  expect(await onEach((host) => host.pulses())).toEqual({ electron: 1, appliance: 1, api: 0 });
});

test('a still is denied as what it is', async () => {
  const endings = await onEach((host) => sitThrough(host, sitters.still()));
  expect(endings).toEqual(
    everywhere(endings, {
      outcome: 'attack',
      decision: 'deny',
      reasons: ['repeated-frames'],
      passed: 0,
    }),
  );
});

test('a stream whose capture times stand still is no evidence, and ends its session', async () => {
  const endings = await onEach((host) => sitThrough(host, sitters.still(), () => 1));
  expect(endings).toEqual(everywhere(endings, refusedBy('frames-stale')));
});

test('a stream that runs backwards is no evidence, and ends its session', async () => {
  const back = (at: number): number => 1e6 - Math.round(at);
  const endings = await onEach((host) => sitThrough(host, sitters.still(), back));
  expect(endings).toEqual(everywhere(endings, refusedBy('frames-stale')));
});

test('a session that nobody comes to ends by itself', async () => {
  const endings = await onEach(async (host) => {
    const before = host.decisions().length;
    const visit = await host.connect();
    await visit.begin();
    await visit.offer(framed(sitters.room, host));
    host.time.pass(30_000);
    const ending = await endingAfter(host, before);
    await leave(host, visit);
    return ending;
  });
  expect(endings).toEqual(everywhere(endings, refusedBy('positioning-timeout')));
});

for (const { what, befall, reaction } of INCIDENTS) {
  test(`${what} moves nothing, and each host answers as its contract says`, async () => {
    const met = await onEach((host) => meet(host, sitters.portrait, befall));
    const { electron, appliance, api } = met;
    expect({
      electron: electron.reaction,
      appliance: appliance.reaction,
      api: api.reaction,
    }).toEqual(reaction);
    const endings = { electron: electron.ending, appliance: appliance.ending, api: api.ending };
    // A connection that ends, whoever ends it, takes its session with it.
    expect(endings).toEqual(everywhere(endings, refusedBy('cancelled')));
  });
}

test('a frame before the session is no evidence; a stranger’s ends the connection', async () => {
  const before = await onEach(async (host) => host.decisions().length);
  const reactions = await onEach(async (host) => {
    const visit = await host.connect();
    const reaction = await visit.offer(framed(sitters.portrait, host));
    await leave(host, visit);
    return reaction;
  });
  // The kiosk’s page is known before it may connect; a client of the API shows its key first.
  expect(reactions).toEqual({ electron: 'answered', appliance: 'answered', api: 'closed 1008' });
  expect(await onEach(async (host) => host.decisions().length)).toEqual(before);
});

test('a frame after the end changes nothing; the API has hung up by then', async () => {
  const reactions = await onEach(async (host) => {
    const before = host.decisions().length;
    const visit = await host.connect();
    await visit.begin();
    await visit.offer(framed(sitters.portrait, host));
    host.time.pass(30_000);
    const ending = await endingAfter(host, before);
    expect(ending.decision).toBe('deny');
    host.time.pass(80);
    const reaction = await visit.offer(framed(sitters.portrait, host));
    await leave(host, visit);
    expect(host.decisions()).toHaveLength(before + 1);
    return reaction;
  });
  expect(reactions).toEqual({ electron: 'answered', appliance: 'answered', api: 'closed 1000' });
});

test('nothing but the one grant has moved a door', async () => {
  const grants = await onEach(
    async (host) => host.decisions().filter(({ decision }) => decision === 'grant').length,
  );
  expect(grants).toEqual({ electron: 1, appliance: 1, api: 1 });
  expect(await onEach((host) => host.pulses())).toEqual({ electron: 1, appliance: 1, api: 0 });
});
