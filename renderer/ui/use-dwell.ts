// Keeps a changing text readable: what is shown stays for a while before the next may replace it. Renderer.

import { useEffect, useRef, useState } from 'react';

export function useDwell<T extends string | null>(value: T, dwellMs: number): T {
  const [shown, setShown] = useState(value);
  const shownSince = useRef(-Infinity);
  useEffect(() => {
    const show = (): void => {
      shownSince.current = performance.now();
      setShown(value);
    };
    const timer = setTimeout(show, Math.max(0, shownSince.current + dwellMs - performance.now()));
    return () => clearTimeout(timer);
  }, [value, dwellMs]);
  return shown;
}
