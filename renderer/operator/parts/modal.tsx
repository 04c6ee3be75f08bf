// A question that has to be answered or put away first. The browser keeps the focus inside; Escape puts it away. Renderer.

import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react';
import { useWords } from '../strings/words.ts';
import { Action } from './action.tsx';
import { Keyboard } from './keyboard.tsx';

export interface ModalProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** At the side, as high as the screen, for what is read rather than answered. */
  readonly isDrawer?: boolean;
}

export function Modal({ title, onClose, children, isDrawer = false }: ModalProps): ReactElement {
  const id = useId();
  const words = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={isDrawer ? 'modal modal--drawer' : 'modal'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="panel__head">
        <h2 id={id}>{title}</h2>
        <Action kind="quiet" label={words.close} onPress={onClose} />
      </header>
      <div className="modal__content">{children}</div>
      <Keyboard />
    </dialog>
  );
}
