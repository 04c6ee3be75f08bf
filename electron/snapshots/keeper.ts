// Watches a kiosk and keeps the frame that a session was decided on: after its decision is logged and its door has moved. Main process.

import type { Frame } from '#core/frame/index.ts';
import type { DecisionRecord, SessionState } from '#core/session/index.ts';
import type { SnapshotSettings } from './settings.ts';
import type { Snapshots } from './snapshots.ts';

type Concluded = Extract<SessionState, { phase: 'concluded' }>;

/** As much of a session as tells that it is decided, and that its door has moved. */
export type WatchedState =
  | { readonly phase: Exclude<SessionState['phase'], 'concluded'> }
  | (Pick<Concluded, 'phase' | 'stage'> & { readonly verdict: { readonly sessionId: string } });

/** What is heard of a kiosk. */
export interface WatchedKiosk {
  readonly onStep: (listener: (state: WatchedState) => void) => () => void;
  readonly onFrame: (listener: (frame: Frame) => void) => () => void;
  /** Nothing is kept of whoever is being enrolled: they were told so. */
  readonly isEnrolment: (sessionId: string) => boolean;
}

export interface SnapshotKeeper extends AsyncDisposable {
  /** A decision was logged, under this id. */
  readonly decided: (id: string, record: Pick<DecisionRecord, 'sessionId' | 'decision'>) => void;
}

const DAY_MS = 86_400_000;

/** A fault costs the snapshot and a line; nothing waits for it. */
export function keepSnapshots(
  kiosk: WatchedKiosk,
  snapshots: Snapshots,
  { keep, retentionDays }: SnapshotSettings,
  print: (line: string) => void,
): SnapshotKeeper {
  let latest: Frame | null = null;
  /** The session whose end was seen last, and the newest frame at that moment. */
  let ended: string | null = null;
  let deciding: Frame | null = null;
  let due: { readonly id: string; readonly frame: Frame } | null = null;
  let work: Promise<unknown> = Promise.resolve();

  const later = (what: () => Promise<unknown>): void => {
    work = work.then(what).catch((cause: unknown) => {
      print(`snapshots: ${cause instanceof Error ? cause.message : String(cause)}`);
    });
  };
  const expire = (): void => later(() => snapshots.removeOlder(retentionDays));
  const keepDue = (): void => {
    if (due === null) return;
    const { id, frame } = due;
    due = null;
    later(() => snapshots.keep(id, frame));
  };

  const undo = keep === 'none' ? [] : [kiosk.onFrame(see), kiosk.onStep(follow)];

  function see(frame: Frame): void {
    latest = frame;
  }

  function follow(state: WatchedState): void {
    if (state.phase !== 'concluded') {
      keepDue();
      // Nothing is held of whoever merely walks by.
      if (state.phase === 'idle') {
        latest = null;
        deciding = null;
      }
      return;
    }
    if (ended !== state.verdict.sessionId) {
      ended = state.verdict.sessionId;
      deciding = latest;
      latest = null;
    }
    if (state.stage === 'settled') keepDue();
  }

  expire();
  const timer = setInterval(expire, DAY_MS);
  return {
    decided(id, { sessionId, decision }) {
      if (ended !== sessionId || deciding === null) return;
      const isWanted = keep === 'all' || (keep === 'denied' && decision === 'deny');
      if (isWanted && !kiosk.isEnrolment(sessionId)) due = { id, frame: deciding };
      deciding = null;
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      for (const stop of undo) stop();
      keepDue();
      await work;
    },
  };
}
