// A wait that ends early when it is no longer needed. Renderer.

/** Resolves after so many milliseconds, or at once when the signal fires: whoever waits looks at the signal next. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted || !(milliseconds > 0)) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    signal.addEventListener('abort', finish, { once: true });
  });
}
