// What a kiosk remembers from one session to the next: who was denied, how often, and what was asked. Pure; main process.
//
// A retry is welcome; guessing is not. After a few denials in a row the same person waits, longer each time. The next person does not:
// the template of the one who was denied is held for as long as the memory lasts, and a face that is clearly another lifts the wait.

import type { Action } from '#core/challenge/index.ts';
import { ms, type Ms } from '#core/frame/index.ts';
import type { IdentityRefusal } from '#core/identity/index.ts';
import type { Outcome, Reason } from './outcome.ts';
import type { SessionPolicy } from './policy.ts';
import type { Concluded, Idle, RunningState } from './state.ts';

/** Null in a state means that there is nothing to remember. */
export interface Attempts {
  /** Denials in a row. */
  readonly failures: number;
  readonly lastAt: Ms;
  /** What the last session asked for, in its order: a retry is asked something else. */
  readonly drawn: readonly Action[];
  /** The main side still holds the template of the person of the last session. */
  readonly knowsWho: boolean;
}

/** What is remembered after a session that ends like this; a grant clears the slate. */
export function attemptsAfter(
  state: RunningState,
  at: Ms,
  outcome: Outcome,
  reason: Reason,
): Attempts | null {
  if (outcome === 'bona-fide') return null;
  if (!isFailure(state, outcome, reason)) return state.attempts && forgetful(state.attempts);
  return {
    failures: (state.attempts?.failures ?? 0) + 1,
    lastAt: at,
    drawn: drawnIn(state),
    knowsWho: state.phase !== 'positioning' && state.hasReference,
  };
}

/** After a bona fide session whose subject is not let in for who they are: trying others' names is guessing as well. */
export function attemptsAfterRefusal(
  { attempts, earlier, verdict }: Concluded,
  at: Ms,
  reason: IdentityRefusal,
): Attempts | null {
  // Nobody was looked at: nobody has failed.
  if (reason === 'identity-unavailable') return attempts;
  return {
    failures: (earlier?.failures ?? 0) + 1,
    lastAt: at,
    drawn: verdict.passed,
    knowsWho: false,
  };
}

/** Whoever only passes by has failed nothing. Whoever has seen a prompt has, also by walking away: else prompts could be chosen. */
function isFailure(state: RunningState, outcome: Outcome, reason: Reason): boolean {
  if (reason === 'inference-failed') return false;
  if (outcome === 'attack' || reason === 'passive-timeout') return true;
  return state.phase === 'active' && (state.stage.kind === 'prompted' || state.passed.length > 0);
}

/** As a session goes on, its own template takes the place of the one that was held. */
const forgetful = (attempts: Attempts): Attempts => ({ ...attempts, knowsWho: false });

const drawnIn = (state: RunningState): readonly Action[] =>
  state.phase !== 'active'
    ? state.todo
    : [
        ...state.passed,
        ...(state.stage.kind === 'prompted' ? [state.stage.challenge.action] : []),
        ...state.todo,
      ];

/** How much longer the next session has to wait, in milliseconds; 0 when it may start. */
export function waitLeft(idle: Idle, at: Ms, { retry }: SessionPolicy): number {
  const { attempts } = idle;
  const beyond = (attempts?.failures ?? 0) - retry.free;
  if (attempts === null || beyond <= 0) return 0;
  const grown = Math.min(retry.maxWaitMs, retry.waitMs * 2 ** (beyond - 1));
  // Nobody may be made to wait for what somebody else did: of a stranger only a moment is asked.
  const wait = attempts.knowsWho ? grown : Math.min(grown, retry.strangerWaitMs);
  return Math.max(0, attempts.lastAt + wait - at);
}

export const isForgotten = ({ lastAt }: Attempts, at: Ms, { retry }: SessionPolicy): boolean =>
  at >= ms(lastAt + retry.memoryMs);
