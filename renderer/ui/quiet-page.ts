// Keeps the page a kiosk's: no menu, nothing dragged in or out, no zoom by gesture or key, and no pointer where nobody points. Renderer.

/** A mouse that rests for so long is nobody's. */
const POINTING_MS = 3000;
const ZOOM_KEYS: ReadonlySet<string> = new Set(['+', '-', '=', '0']);

/** Until the signal fires. */
export function quietPage(root: HTMLElement, signal: AbortSignal): void {
  const refuse = (event: Event): void => event.preventDefault();
  // Not passive: a passive listener cannot refuse.
  const firmly = { signal, passive: false, capture: true };
  for (const type of ['contextmenu', 'dragstart', 'dragover', 'drop', 'gesturestart']) {
    addEventListener(type, refuse, firmly);
  }
  addEventListener('wheel', (event) => event.ctrlKey && refuse(event), firmly);
  addEventListener('touchmove', (event) => event.touches.length > 1 && refuse(event), firmly);
  addEventListener(
    'keydown',
    (event) => (event.ctrlKey || event.metaKey) && ZOOM_KEYS.has(event.key) && refuse(event),
    firmly,
  );
  hideRestingPointer(root, signal);
}

function hideRestingPointer(root: HTMLElement, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const rest = (): void => root.classList.remove('is-pointing');
  addEventListener(
    'pointermove',
    ({ pointerType }) => {
      if (pointerType !== 'mouse') return;
      root.classList.add('is-pointing');
      clearTimeout(timer);
      timer = setTimeout(rest, POINTING_MS);
    },
    { signal, passive: true },
  );
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}
