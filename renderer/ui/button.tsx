// A button that a hand finds without aiming. Renderer.

import './button.css';
import { useEffect, useRef, type ReactElement } from 'react';

export interface ButtonProps {
  readonly kind: 'primary' | 'quiet';
  readonly label: string;
  readonly onPress: () => void;
  /** Takes the focus when it appears, for kiosks with keys instead of a touch screen. */
  readonly takesFocus?: boolean;
}

export function Button({ kind, label, onPress, takesFocus = false }: ButtonProps): ReactElement {
  const element = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (takesFocus) element.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  return (
    <button ref={element} type="button" className={`button button--${kind}`} onClick={onPress}>
      {label}
    </button>
  );
}
