// Keeps what changes readable: what is shown stays for a while before the next may replace it. Renderer.

import { useEffect, useRef, useState } from 'react';

/** `name` tells values apart: one of the same name changes nothing. */
export function useDwell<T>(value: T, dwellMs: number, name: string): T {
  const [shown, setShown] = useState({ value, name });
  const shownSince = useRef(-Infinity);
  const newest = useRef(value);
  useEffect(() => {
    newest.current = value;
  });
  useEffect(() => {
    const show = (): void => {
      shownSince.current = performance.now();
      setShown({ value: newest.current, name });
    };
    const timer = setTimeout(show, Math.max(0, shownSince.current + dwellMs - performance.now()));
    return () => clearTimeout(timer);
  }, [name, dwellMs]);
  return shown.value;
}
