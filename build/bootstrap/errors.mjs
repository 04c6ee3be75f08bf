// An expected end of the bootstrap: its message is all that the reader needs. Plain Node 20, no dependency.

/** The message names what is wrong and what to do; no stack is printed. */
export class BootstrapError extends Error {
  /** @override */
  name = 'BootstrapError';
}

/**
 * A text for an error of any kind, with the cause that Node's fetch hides inside.
 * @param {unknown} error
 * @returns {string}
 */
export function reasonOf(error) {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
