import { describe, expect, it, vi } from 'vitest';
import { ms } from '#core/frame/index.ts';
import { IDENTITY_REFUSALS, type IdentityFinding } from '#core/identity/index.ts';
import { productionPolicy, type DecisionRecord, type SessionEvent } from '#core/session/index.ts';
import { Story } from '#core/session/testing/story.ts';
import { createRunner, type RunnerOptions } from './runner.ts';

/** The events of a session that ends bona fide, up to its conclusion. */
const bonaFide = (): readonly SessionEvent[] =>
  new Story().untilPrompted().blink().show({}, 6).events;
const denied = (): readonly SessionEvent[] => new Story().start().wait(20_000).events;

function rig(overrides: Partial<RunnerOptions> = {}) {
  const trace: string[] = [];
  const options: RunnerOptions = {
    policy: productionPolicy,
    policySha256: 'f'.repeat(64),
    host: 'kiosk',
    clock: () => ms(99_000),
    models: () => ({ yunet_n_dynamic: 'a' }),
    log: {
      append: async (record) => {
        trace.push(`append ${record.decision}`);
        return { id: 'd1' };
      },
    },
    door: {
      pulse: async ({ decisionId, pulseMs }) => {
        trace.push(`pulse ${decisionId} ${pulseMs}`);
      },
    },
    onMessage: (message) => {
      if (message.type === 'final_result') trace.push(`final ${message.label}`);
    },
    ...overrides,
  };
  return { trace, runner: createRunner(options) };
}

async function play(events: readonly SessionEvent[], overrides: Partial<RunnerOptions> = {}) {
  const { trace, runner } = rig(overrides);
  events.forEach(runner.dispatch);
  await runner.settled();
  return { trace, state: runner.state() };
}

describe('the session runner', () => {
  it('appends, then pulses the door, then tells', async () => {
    const { trace } = await play(bonaFide());
    expect(trace).toEqual([
      'append grant',
      `pulse d1 ${productionPolicy.doorPulseMs}`,
      'final REAL',
    ]);
  });

  it('pulses no door while the log has not answered', async () => {
    const { promise, resolve } = Promise.withResolvers<{ id: string }>();
    const { trace, runner } = rig({ log: { append: () => promise } });
    bonaFide().forEach(runner.dispatch);
    await new Promise(setImmediate);
    expect(trace).toEqual([]);
    resolve({ id: 'late' });
    await runner.settled();
    expect(trace).toEqual([`pulse late ${productionPolicy.doorPulseMs}`, 'final REAL']);
  });

  it('pulses no door and says so to the operator when the log refuses', async () => {
    const onFault = vi.fn();
    const cause = new Error('disk full');
    const log = { append: () => Promise.reject(cause) };
    const { trace, state } = await play(bonaFide(), { log, onFault });
    expect(trace).toEqual(['final FAKE']);
    expect(onFault).toHaveBeenCalledWith('log', cause);
    expect(state).toMatchObject({ door: 'shut', verdict: { decision: 'deny' } });
  });

  it('pulses no door for a denial', async () => {
    expect((await play(denied())).trace).toEqual(['append deny', 'final FAKE']);
  });

  it('logs a denial, and moves no door, when hours or interval forbid the grant', async () => {
    const passed = vi.fn();
    const passage = { refusal: () => 'outside-schedule' as const, passed };
    const { trace, state } = await play(bonaFide(), { passage });
    expect(trace).toEqual(['append deny', 'final FAKE']);
    expect(passed).not.toHaveBeenCalled();
    expect(state).toMatchObject({
      door: 'shut',
      verdict: { outcome: 'bona-fide', reasons: ['complete', 'outside-schedule'] },
    });
  });

  const found: IdentityFinding = {
    demand: 'one-to-many',
    refusal: null,
    externalId: 'anna',
    similarity: 0.7,
    margin: 0.3,
  };

  it('asks who it is before anything is granted, and logs whom it let in', async () => {
    const append = vi.fn(async (_record: DecisionRecord) => ({ id: 'd1' }));
    const recognise = vi.fn(async () => found);
    const passage = { refusal: vi.fn(() => null), passed: vi.fn() };
    const { trace } = await play(bonaFide(), { log: { append }, recognise, passage });
    expect(trace).toEqual([`pulse d1 ${productionPolicy.doorPulseMs}`, 'final REAL']);
    expect(recognise).toHaveBeenCalledExactlyOnceWith('s1');
    expect(append.mock.calls).toMatchObject([[{ decision: 'grant', identity: found }]]);
    expect(passage.refusal).toHaveBeenCalledWith('anna');
    expect(passage.passed).toHaveBeenCalledWith('anna');
  });

  it.each(IDENTITY_REFUSALS)('logs a denial, and moves no door, for %s', async (refusal) => {
    const append = vi.fn(async (_record: DecisionRecord) => ({ id: 'd1' }));
    const recognise = async () => ({ ...found, refusal, externalId: null });
    const { trace, state } = await play(bonaFide(), { log: { append }, recognise });
    expect(trace).toEqual(['final FAKE']);
    expect(append.mock.calls).toMatchObject([
      [{ decision: 'deny', outcome: 'bona-fide', identity: { refusal } }],
    ]);
    expect(state).toMatchObject({
      door: 'shut',
      verdict: { outcome: 'bona-fide', reasons: ['complete', refusal] },
    });
  });

  it('asks nobody who it is whom it would not let in anyway', async () => {
    const recognise = vi.fn(async () => found);
    await play(denied(), { recognise });
    await play(bonaFide(), { recognise, isAssisted: () => true });
    expect(recognise).not.toHaveBeenCalled();
  });

  it('counts a passage when the door has opened, and none when it failed', async () => {
    const passage = { refusal: () => null, passed: vi.fn() };
    await play(bonaFide(), { passage, door: { pulse: () => Promise.reject(new Error('no')) } });
    expect(passage.passed).not.toHaveBeenCalled();
    await play(bonaFide(), { passage });
    expect(passage.passed).toHaveBeenCalledOnce();
  });

  it('reports a door that fails, and still ends the session', async () => {
    const onFault = vi.fn();
    const door = { pulse: () => Promise.reject(new Error('no relay')) };
    const { trace, state } = await play(bonaFide(), { door, onFault });
    expect(state).toMatchObject({ stage: 'settled', door: 'fault' });
    expect(trace.at(-1)).toBe('final REAL');
    expect(onFault).toHaveBeenCalledWith('door', expect.any(Error));
  });

  it('does not wait for a door that never answers', async () => {
    const policy = { ...productionPolicy, doorPulseMs: -4990 };
    const door = { pulse: () => new Promise<void>(() => {}) };
    expect((await play(bonaFide(), { door, policy })).state).toMatchObject({ door: 'fault' });
  });

  it('ends a grant without a pulse where the host has no door', async () => {
    const { trace, state } = await play(bonaFide(), { door: null });
    expect(trace).toEqual(['append grant', 'final REAL']);
    expect(state).toMatchObject({ stage: 'settled', door: 'shut' });
  });

  it('puts policy, models and host into the record', async () => {
    const append = vi.fn(async () => ({ id: 'd1' }));
    await play(denied(), { log: { append }, host: 'demo' });
    expect(append).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({
        host: 'demo',
        policy: { name: 'production', sha256: 'f'.repeat(64) },
        models: { yunet_n_dynamic: 'a' },
        outcome: 'non-response',
      }),
    );
  });
});
