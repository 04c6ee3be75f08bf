// Milliseconds that are left of a wait, twice a second. Renderer.

import { useEffect, useState } from 'react';

const TICK_MS = 500;

/** `until` is a time of the page's clock. */
export function useCountdown(until: number): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, until - now);
}
