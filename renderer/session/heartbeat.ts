// Says once a second that the page has something to show, so that the main side notices one that hangs or is blank. Renderer.

const BEAT_MS = 1000;

/** Beats for as long as `root` has content and the page's thread gets to its timers. */
export function startHeartbeat(root: Element, alive: () => void, signal: AbortSignal): void {
  const timer = setInterval(() => {
    if (root.childElementCount > 0) alive();
  }, BEAT_MS);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}
