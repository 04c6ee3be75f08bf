// One session of the battery: the real pipeline, machine, decision log and door, on a clock that the presentation drives. Node.

import type { Action } from '#core/challenge/index.ts';
import { ms, type Ms } from '#core/frame/index.ts';
import { project, replay, sessionEvent, type SessionMessage } from '#core/protocol/index.ts';
import {
  drawChallenges,
  initialState,
  isRunning,
  planFor,
  type Concluded,
  type SessionEvent,
  type SessionPolicy,
  type SessionState,
} from '#core/session/index.ts';
import type { Pipeline } from '#electron/inference/pipeline.ts';
import { policySha256 } from '#electron/session/policy-hash.ts';
import type { DecisionLogPort, DoorPort } from '#electron/session/ports.ts';
import { createRunner } from '#electron/session/runner.ts';
import { createRandom } from '#renderer/demo/random.ts';
import { cueOf } from '#renderer/demo/subject.ts';
import type { Presentation, Screen } from './presentation.ts';

export interface Stand {
  readonly policy: SessionPolicy;
  /** Fresh for each session: it remembers frames and tracks a face. */
  readonly analyse: Pipeline;
  readonly log: DecisionLogPort;
  readonly door: DoorPort;
  readonly sessionId: string;
  readonly seed: number;
  /** Null draws them. */
  readonly challenges: readonly Action[] | null;
}

export interface Held {
  readonly decision: 'grant' | 'deny';
  readonly outcome: Concluded['verdict']['outcome'];
  readonly reasons: Concluded['verdict']['reasons'];
  readonly passed: Concluded['verdict']['passed'];
  /** From the first frame that the gate accepted to the decision, in milliseconds of the subject's time; null without one. */
  readonly decisionMs: number | null;
  /** The door's word. */
  readonly pulsed: boolean;
  /** The session's event log, written and read again, leads to the same state and the same messages. */
  readonly replays: boolean;
}

/** Holds the presentation before the kiosk until the session is settled. Every state has a deadline, so it always is. */
export async function hold(presentation: Presentation, stand: Stand): Promise<Held> {
  const { policy, analyse, log, door, seed } = stand;
  const events: SessionEvent[] = [];
  const messages: SessionMessage[] = [];
  let now: Ms = ms(0);
  let state: SessionState = initialState;
  let firstGoodAt: Ms | null = null;
  const runner = createRunner({
    policy,
    policySha256: policySha256(policy),
    host: 'demo',
    clock: () => now,
    log,
    door,
    models: () => ({}),
    onChange: (next) => {
      state = next;
    },
    onEvent: (event) => events.push(event),
    onMessage: (message) => messages.push(message),
    onFault: (what, cause) => {
      throw new Error(`${what} failed`, { cause });
    },
  });
  const random = createRandom(seed);
  const challenges =
    stand.challenges ??
    drawChallenges(policy.draw, (below) => Math.floor(random.between(0, below)));
  runner.dispatch({ type: 'started', at: now, sessionId: stand.sessionId, challenges });
  for (let frame = 0; isRunning(state); frame += 1) {
    now = ms((1000 * frame) / presentation.fps);
    const picture = presentation.pictureAt(now, screenOf(state, now, policy));
    if (picture === null) runner.dispatch({ type: 'time-passed', at: now });
    else {
      const analysis = await analyse({ ...picture, capturedAt: now }, planFor(state, policy));
      runner.dispatchFrame(analysis, now);
      if (firstGoodAt === null && isGood(state)) firstGoodAt = now;
    }
  }
  await runner.settled();
  return {
    ...endOf(state, events, messages, policy),
    decisionMs: firstGoodAt === null ? null : now - firstGoodAt,
  };
}

const isGood = (state: SessionState): boolean => state.phase === 'positioning' && state.good > 0;

const screenOf = (state: SessionState, at: Ms, policy: SessionPolicy): Screen =>
  cueOf(project({ state, fault: null, demo: true, calibrationSha256: null, at }, policy));

function endOf(
  state: SessionState,
  events: readonly SessionEvent[],
  messages: readonly SessionMessage[],
  policy: SessionPolicy,
): Omit<Held, 'decisionMs'> {
  if (state.phase !== 'concluded') throw new Error(`the session ended in ${state.phase}`);
  const read = events.map((event) => sessionEvent.parse(JSON.parse(JSON.stringify(event))));
  const again = replay(read, policy);
  const { decision, outcome, reasons, passed } = state.verdict;
  return {
    decision,
    outcome,
    reasons,
    passed,
    pulsed: state.door === 'pulsed',
    replays: JSON.stringify(again) === JSON.stringify({ state, messages }),
  };
}
