import { expect, test, vi } from 'vitest';
import { DoorFault } from '#core/access/index.ts';
import { loggedDoor } from './logged-door.ts';
import type { DoorPort } from './ports.ts';
import { releaseDoor } from './release.ts';

const order = { decisionId: 'decision-1', pulseMs: 3000 };
const never = new AbortController().signal;

function rig(pulse: DoorPort['pulse'], refuse = false) {
  const trace: string[] = [];
  const onLogFault = vi.fn();
  const log = {
    appendEvent: vi.fn(async (event: { readonly kind: string }) => {
      if (refuse) throw new Error('disk full');
      trace.push(`log ${event.kind}`);
      return { id: 'entry-1' };
    }),
  };
  const door = loggedDoor({
    id: 'front',
    door: {
      pulse: async (given, signal) => {
        trace.push(`pulse ${given.decisionId} ${given.pulseMs}`);
        await pulse(given, signal);
      },
    },
    log,
    onLogFault,
  });
  return { trace, log, door, onLogFault };
}

test('a fault is in the log before anybody hears of it', async () => {
  const { door, log } = rig(() => Promise.reject(new DoorFault('unconfirmed', 'no answer')));
  await expect(door.pulse(order, never)).rejects.toMatchObject({ code: 'unconfirmed' });
  expect(log.appendEvent).toHaveBeenCalledExactlyOnceWith({
    kind: 'door-fault',
    door: 'front',
    decisionId: 'decision-1',
    reason: 'unconfirmed: no answer',
  });
});

test('a door that opens leaves no fault behind', async () => {
  const { door, trace } = rig(async () => {});
  await door.pulse(order, never);
  expect(trace).toEqual(['pulse decision-1 3000']);
});

test('a driver that never answers is a fault when its time is over', async () => {
  const { door, trace } = rig(() => new Promise(() => {}));
  await expect(door.pulse(order, AbortSignal.timeout(20))).rejects.toMatchObject({
    code: 'timed-out',
  });
  expect(trace).toEqual(['pulse decision-1 3000', 'log door-fault']);
});

test('a fault that cannot be logged either is still a fault, and the operator hears of both', async () => {
  const { door, onLogFault } = rig(() => Promise.reject(new DoorFault('refused', 'no')), true);
  await expect(door.pulse(order, never)).rejects.toMatchObject({ code: 'refused' });
  expect(onLogFault).toHaveBeenCalledExactlyOnceWith(expect.any(Error));
});

const ada = { operator: 'Ada', reason: 'delivery' };

test('an operator’s release is logged with name and reason, then the door opens under that entry', async () => {
  const { door, log, trace } = rig(async () => {});
  expect(
    await releaseDoor(ada, { id: 'front', pulseMs: 3000, extendedPulseMs: 9000, log, door }, never),
  ).toEqual({
    id: 'entry-1',
  });
  expect(trace).toEqual(['log override', 'pulse entry-1 3000']);
  expect(log.appendEvent).toHaveBeenCalledWith({ kind: 'override', door: 'front', ...ada });
});

test('a release that cannot be logged opens nothing', async () => {
  const { door, log, trace } = rig(async () => {}, true);
  const releasing = releaseDoor(
    ada,
    { id: 'front', pulseMs: 3000, extendedPulseMs: 9000, log, door },
    never,
  );
  await expect(releasing).rejects.toThrow('disk full');
  expect(trace).toEqual([]);
});
