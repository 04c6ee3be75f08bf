// A whole session over recorded frames: the clock is the recording's, and there is never a door. CLI process.

import { ms, type Frame, type Ms } from '#core/frame/index.ts';
import type { Action } from '#core/challenge/index.ts';
import { isRunning, planFor, type Concluded } from '#core/session/index.ts';
import type { InferencePort } from './ports.ts';
import { createRunner, type RunnerOptions } from './runner.ts';

export interface RecordedSession extends Omit<
  RunnerOptions,
  'clock' | 'door' | 'onWake' | 'onChange'
> {
  readonly sessionId: string;
  readonly challenges: readonly Action[];
  readonly frames: AsyncIterable<Frame>;
  readonly inference: InferencePort;
  readonly signal: AbortSignal;
}

/** Runs to the end of the session or of the recording, whichever comes first, and resolves with the settled conclusion. */
export async function runRecordedSession(options: RecordedSession): Promise<Concluded> {
  const { frames, inference, policy, signal } = options;
  let now: Ms = ms(0);
  const runner = createRunner({ ...options, clock: () => now, door: null });
  runner.dispatch({
    type: 'started',
    at: now,
    sessionId: options.sessionId,
    challenges: options.challenges,
  });
  for await (const frame of frames) {
    now = frame.capturedAt;
    const analysis = await inference.analyze(frame, planFor(runner.state(), policy), signal);
    runner.dispatchFrame(analysis, now);
    if (!isRunning(runner.state())) break;
  }
  runner.dispatch({ type: 'input-ended', at: now });
  await runner.settled();
  const end = runner.state();
  if (end.phase !== 'concluded') throw new Error(`the session ended in ${end.phase}`);
  return end;
}
