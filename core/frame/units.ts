// Branded quantities. Pure; runs in every process. The constructors are the only place where a bare number becomes one.

declare const unit: unique symbol;

/** Milliseconds on a monotonic clock of the host (never wall time), so deadlines survive a changed system clock. */
export type Ms = number & { readonly [unit]: 'ms' };

/** An angle in degrees. */
export type Degrees = number & { readonly [unit]: 'degrees' };

export const ms = (value: number): Ms => value as Ms;
export const degrees = (value: number): Degrees => value as Degrees;
