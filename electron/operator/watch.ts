// What an operator watches and decides: live evidence, assisted sessions, the door. Main process.

import {
  liveResult,
  projectLive,
  type LiveResult,
  type OperatorAnswers,
  type OperatorLive,
} from '#core/protocol/index.ts';
import type { SessionEvent, SessionState } from '#core/session/index.ts';
import type { Release } from '#electron/session/release.ts';
import type { Handlers } from './asks.ts';
import type { Attendance } from './attendance.ts';
import { busy, messageOf, unavailable } from './refused.ts';

export interface Watch extends Disposable {
  readonly handlers: Handlers<WatchAsk>;
  /** Nobody sits at the desk any more: nothing is shown, and what they started is over. */
  readonly end: () => void;
}

type WatchAsk =
  'live:watch' | 'assisted:start' | 'assisted:cancel' | 'assisted:decide' | 'release' | 'door:test';

type Moved = OperatorAnswers['release'];

/** A driver that takes longer is a fault; the longest pulse is 30 s. */
const DOOR_PATIENCE_MS = 40_000;

export function createWatch(attendance: Attendance, push: (live: OperatorLive) => void): Watch {
  let isWatching = false;
  let isMoving = false;
  let last: LiveResult | null = null;
  /** The assisted session that the operator has still to decide. */
  let awaited: string | null = null;

  const isAssisted = (sessionId: string): boolean => attendance.kiosk().isAssisted(sessionId);
  const awaitsDecision = (): boolean =>
    last !== null && last.sessionId === awaited && last.decisionId !== null;

  const forget = attendance.onStep((state: SessionState, event: SessionEvent) => {
    last = liveResult(state, isAssisted) ?? last;
    if (!isWatching || !isNews(state, event)) return;
    const { policy } = attendance.kiosk();
    push(projectLive({ state, event, isAssisted, last, awaitsDecision: awaitsDecision() }, policy));
  });

  /** Logged, then moved: what the door says is part of the answer, because the entry stands either way. */
  async function move(release: Release): Promise<Moved> {
    if (isMoving) throw busy('the door is being moved');
    isMoving = true;
    let id: string | null = null;
    try {
      const signal = AbortSignal.timeout(DOOR_PATIENCE_MS);
      await attendance.kiosk().release(release, signal, (logged) => (id = logged));
    } catch (cause) {
      if (id === null) throw unavailable(`not logged, so not moved: ${messageOf(cause)}`);
      return { id, door: 'fault', message: messageOf(cause) };
    } finally {
      isMoving = false;
    }
    return { id: id ?? '', door: 'pulsed', message: null };
  }

  return {
    end() {
      isWatching = false;
      // A session that nobody watches any more ends without its door.
      if (awaited !== null) attendance.hold(true);
      awaited = null;
    },
    [Symbol.dispose]: forget,
    handlers: {
      'live:watch'({ on }) {
        isWatching = on;
        return {};
      },
      'assisted:start'() {
        const started = attendance.kiosk().assist('check');
        if ('busy' in started) throw busy(started.busy);
        awaited = started.sessionId;
        return started;
      },
      'assisted:cancel'() {
        // Holding a kiosk that is held already ends what runs on it.
        attendance.hold(true);
        awaited = null;
        return {};
      },
      async 'assisted:decide'({ decision, reason }, { name: operator }) {
        if (!awaitsDecision() || last === null)
          throw busy('no assisted session waits for a decision');
        const { decisionId } = last;
        // One decision for a session, whatever the door says to it.
        awaited = null;
        if (decision === 'grant') return move({ operator, reason, cause: 'assisted', decisionId });
        const { door, appendEvent } = attendance.kiosk();
        const { id } = await appendEvent({
          kind: 'assisted-denial',
          door: door.id,
          operator,
          reason,
          decisionId,
        });
        return { id, door: 'shut', message: null };
      },
      release: ({ reason, extended }, { name: operator }) =>
        move({ operator, reason, cause: 'release', extended }),
      'door:test': ({ reason }, { name: operator }) => move({ operator, reason, cause: 'test' }),
    },
  };
}

/** Time passes ten times a second; while nobody is there that is no news. */
const isNews = (state: SessionState, event: SessionEvent): boolean =>
  event.type !== 'time-passed' || (state.phase !== 'idle' && state.phase !== 'concluded');
