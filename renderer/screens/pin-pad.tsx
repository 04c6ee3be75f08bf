// The keys of a PIN, and a dot for each digit: never the digits. Renderer.

import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { EraseIcon } from '#renderer/ui/badge-icon.tsx';
import { CheckIcon } from '#renderer/ui/icons.tsx';
import { useStrings } from '#renderer/ui/page-context.ts';
import type { PinKey } from './pin.ts';

const ROWS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

export interface PinPadProps {
  readonly length: number;
  /** Long enough to be one. */
  readonly isWhole: boolean;
  readonly onPress: (key: PinKey) => void;
}

export function PinPad({ length, isWhole, onPress }: PinPadProps): ReactElement {
  const { otherWay } = useStrings();
  const dots = useRef<HTMLParagraphElement>(null);
  // Not on a key: Enter has to mean the whole PIN.
  useEffect(() => dots.current?.focus({ preventScroll: true }), []);
  return (
    <div className="pin-pad" role="group" aria-label={otherWay.pin}>
      <p ref={dots} className="pin-pad__dots" tabIndex={-1} role="status">
        <span className="visually-hidden">{otherWay.typed(length)}</span>
        <span aria-hidden>{'●'.repeat(length)}</span>
      </p>
      {/* Digits run the same way in every script. */}
      <div className="pin-pad__keys" dir="ltr">
        {ROWS.map((digit) => (
          <PadKey key={digit} onPress={() => onPress(digit)}>
            {digit}
          </PadKey>
        ))}
        <PadKey label={otherWay.erase} onPress={() => onPress('erase')}>
          <EraseIcon />
        </PadKey>
        <PadKey onPress={() => onPress('0')}>0</PadKey>
        <PadKey isMain isOff={!isWhole} label={otherWay.enter} onPress={() => onPress('enter')}>
          <CheckIcon />
        </PadKey>
      </div>
    </div>
  );
}

interface PadKeyProps {
  readonly children: ReactNode;
  /** For ears, where the face of the key does not do. */
  readonly label?: string;
  readonly isMain?: boolean;
  readonly isOff?: boolean;
  readonly onPress: () => void;
}

function PadKey({ children, label, isMain = false, isOff = false, onPress }: PadKeyProps) {
  return (
    <button
      type="button"
      className={isMain ? 'pin-pad__key pin-pad__key--main' : 'pin-pad__key'}
      aria-disabled={isOff}
      {...(label !== undefined && { 'aria-label': label })}
      // A finger leaves the focus where it is: Enter on a keyboard means the whole PIN.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
