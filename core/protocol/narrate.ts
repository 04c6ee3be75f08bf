// A session told in wire messages: what one event changed, in order. Pure; main process.

import type { Action } from '#core/challenge/index.ts';
import type { Concluded, SessionEvent, SessionPolicy, SessionState } from '#core/session/index.ts';
import type { SessionMessage } from './messages.ts';

/** Scores go out with four decimals: more would suggest a precision that no model has. */
const SCORE_DIGITS = 1e4;

/** The messages that one step gives rise to. Feeding a session's events through `step` and this tells the same story again. */
export function narrate(
  before: SessionState,
  event: SessionEvent,
  after: SessionState,
  policy: SessionPolicy,
): readonly SessionMessage[] {
  return [
    ...frameMessages(before, event, after, policy),
    ...phaseMessages(before, after),
    ...challengeMessages(before, after),
    ...finalMessages(before, after, policy),
  ];
}

/** A frame that was scored is answered with its score, another with what to mend, if anything. */
function frameMessages(
  before: SessionState,
  event: SessionEvent,
  after: SessionState,
  policy: SessionPolicy,
): readonly SessionMessage[] {
  if (event.type !== 'frame-observed') return [];
  const { pad } = event.observation;
  if (pad.kind === 'scored' && (before.phase === 'passive' || before.phase === 'active')) {
    const label = pad.score >= policy.fusion.bonaFideAt ? 'REAL' : 'FAKE';
    return [{ type: 'frame_result', confidence: rounded(pad.score), label }];
  }
  const code = 'hint' in after ? after.hint : null;
  return code === null ? [] : [{ type: 'hint', code }];
}

function phaseMessages(before: SessionState, after: SessionState): readonly SessionMessage[] {
  const entered = before.phase !== after.phase;
  return entered && (after.phase === 'passive' || after.phase === 'active')
    ? [{ type: 'phase', value: after.phase }]
    : [];
}

function challengeMessages(before: SessionState, after: SessionState): readonly SessionMessage[] {
  const was = promptOf(before);
  const is = promptOf(after);
  if (was === is) return [];
  const passed = passedIn(after).length > passedIn(before).length;
  const ended: readonly SessionMessage[] =
    was === null
      ? []
      : [{ type: 'challenge_result', action: was, status: passed ? 'passed' : 'failed' }];
  const started: readonly SessionMessage[] =
    is === null ? [] : [{ type: 'challenge_start', action: is }];
  return [...ended, ...started];
}

/** Once, when nothing can change any more: the decision is in the log and the door has answered. */
function finalMessages(
  before: SessionState,
  after: SessionState,
  policy: SessionPolicy,
): readonly SessionMessage[] {
  if (!isSettled(after) || isSettled(before)) return [];
  const { verdict } = after;
  const confidence = confidenceIn(verdict, policy);
  return [
    {
      type: 'final_result',
      label: verdict.decision === 'grant' ? 'REAL' : 'FAKE',
      passed: verdict.passed.map((action) => action.replaceAll(' ', '_')),
      ...(confidence === null ? {} : { confidence }),
    },
  ];
}

/**
 * The session's score; capped below the threshold where something else than the score told of an attack, so that number and label
 * never disagree. Null where nothing was judged in the end.
 */
function confidenceIn(
  { score, outcome }: Concluded['verdict'],
  { fusion }: SessionPolicy,
): number | null {
  if (score.kind !== 'fused' || outcome === 'non-response') return null;
  const below = fusion.bonaFideAt - 1 / SCORE_DIGITS;
  return rounded(outcome === 'attack' ? Math.min(score.value, below) : score.value);
}

const isSettled = (state: SessionState): state is Concluded =>
  state.phase === 'concluded' && state.stage === 'settled';

const promptOf = (state: SessionState): Action | null =>
  state.phase === 'active' && state.stage.kind === 'prompted' ? state.stage.challenge.action : null;

function passedIn(state: SessionState): readonly Action[] {
  if (state.phase === 'active') return state.passed;
  return state.phase === 'concluded' ? state.verdict.passed : [];
}

const rounded = (score: number): number => Math.round(score * SCORE_DIGITS) / SCORE_DIGITS;
