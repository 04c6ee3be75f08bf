// How long a kiosk refuses sign-ins after failed ones. Pure; main process.

/** Of the kiosk, not of a name: whoever guesses may guess names as well. */
export interface SignInFailures {
  /** In a row; a sign-in that succeeds clears them. */
  readonly count: number;
  /** Of the wall clock, which goes on while the kiosk is off. */
  readonly lastMs: number;
}

export interface ThrottlePolicy {
  /** Failures that cost nothing: people mistype. */
  readonly free: number;
  readonly waitMs: number;
  readonly maxWaitMs: number;
}

/** At ten characters and four guesses an hour nobody gets in by guessing; a shift is not locked out for longer than a coffee. */
export const signInThrottle: ThrottlePolicy = { free: 3, waitMs: 5000, maxWaitMs: 900_000 };

export const NO_FAILURES: SignInFailures = { count: 0, lastMs: 0 };

export const afterFailure = ({ count }: SignInFailures, nowMs: number): SignInFailures => ({
  count: count + 1,
  lastMs: nowMs,
});

/** Milliseconds until a sign-in is looked at again; 0 when it is now. Doubles with each failure beyond the free ones. */
export function throttledFor(
  { count, lastMs }: SignInFailures,
  nowMs: number,
  policy: ThrottlePolicy,
): number {
  const beyond = count - policy.free;
  if (beyond <= 0) return 0;
  const wait = Math.min(policy.maxWaitMs, policy.waitMs * 2 ** (beyond - 1));
  // A clock that was set back neither lengthens the wait nor ends it.
  return Math.min(wait, Math.max(0, lastMs + wait - nowMs));
}
