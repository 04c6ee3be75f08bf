// The console's button. Renderer.

import type { ReactElement } from 'react';

export interface ActionProps {
  readonly label: string;
  readonly kind?: 'primary' | 'plain' | 'danger' | 'quiet';
  /** Without one it submits the form that it stands in. */
  readonly onPress?: () => void;
  readonly isBusy?: boolean;
  readonly isDisabled?: boolean;
  /** For one of several: which of them holds. */
  readonly isPressed?: boolean;
}

/** One that is busy keeps its focus, and does nothing. */
export function Action(props: ActionProps): ReactElement {
  const { label, kind = 'plain', onPress, isBusy = false, isDisabled = false, isPressed } = props;
  return (
    <button
      type={onPress === undefined ? 'submit' : 'button'}
      className={`action action--${kind}`}
      disabled={isDisabled}
      aria-busy={isBusy}
      aria-pressed={isPressed}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onPress?.();
      }}
    >
      {label}
    </button>
  );
}
