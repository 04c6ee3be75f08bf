// Letters to touch, for kiosks without a keyboard: comes with a field that was touched, and goes with it. Renderer.
// What lies outside a modal question cannot be touched: a question therefore has a keyboard of its own.

import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useWords } from '../strings/words.ts';

const LETTERS = ['1234567890', 'qwertyuiop', 'asdfghjkl-', 'zxcvbnm.,_'] as const;
const SYMBOLS = ['1234567890', '!"#$%&\'()=', '+*/\\|<>[]{}', '?:;@~^`€.,_-'] as const;

type Field = HTMLInputElement | HTMLTextAreaElement;

export function Keyboard(): ReactElement {
  const { keys } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const field = useTouchedField(place);
  const [isShifted, setShifted] = useState(false);
  const [isSymbols, setSymbols] = useState(false);
  const rows = isSymbols ? SYMBOLS : LETTERS;
  const type = (letter: string): void => {
    insert(field, letter);
    setShifted(false);
  };
  return (
    <div ref={place} className="keyboard" hidden={field === null}>
      {rows.map((row) => (
        <div key={row} className="keyboard__row">
          {Array.from(row, (key) => {
            const letter = isShifted ? key.toUpperCase() : key;
            return <Key key={key} label={letter} onPress={() => type(letter)} />;
          })}
        </div>
      ))}
      <div className="keyboard__row">
        <Key label={keys.shift} isOn={isShifted} onPress={() => setShifted(!isShifted)} />
        <Key
          label={isSymbols ? keys.letters : keys.symbols}
          onPress={() => setSymbols(!isSymbols)}
        />
        <Key label={keys.space} isWide onPress={() => type(' ')} />
        <Key label={keys.erase} onPress={() => erase(field)} />
        <Key label={keys.done} onPress={() => field?.blur()} />
      </div>
    </div>
  );
}

interface KeyProps {
  readonly label: string;
  readonly onPress: () => void;
  readonly isWide?: boolean;
  readonly isOn?: boolean;
}

/** The field keeps the focus, so a key answers to the touch itself. No key for those who have keys. */
function Key({ label, onPress, isWide = false, isOn = false }: KeyProps): ReactElement {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={isWide ? 'key-cap key-cap--wide' : 'key-cap'}
      aria-pressed={isOn || undefined}
      onPointerDown={(event) => {
        event.preventDefault();
        onPress();
      }}
    >
      {label}
    </button>
  );
}

function useTouchedField(place: { readonly current: HTMLElement | null }): Field | null {
  const [field, setField] = useState<Field | null>(null);
  useEffect(() => {
    let pointer = '';
    const reach = (target: EventTarget | null): void => {
      const own = place.current?.closest('dialog') ?? null;
      const isMine = target instanceof Element && target.closest('dialog') === own;
      const isTouched = pointer === 'touch' || pointer === 'pen';
      setField(isMine && isTouched && isField(target) ? target : null);
    };
    const point = ({ pointerType, target }: PointerEvent): void => {
      pointer = pointerType;
      // One that has the focus already gets none.
      if (target === document.activeElement) reach(target);
    };
    const focus = ({ target }: FocusEvent): void => reach(target);
    const blur = ({ relatedTarget }: FocusEvent): void => {
      if (relatedTarget === null) setField(null);
    };
    const type = (): void => {
      pointer = '';
    };
    addEventListener('pointerdown', point, true);
    addEventListener('keydown', type, true);
    addEventListener('focusin', focus);
    addEventListener('focusout', blur);
    return () => {
      removeEventListener('pointerdown', point, true);
      removeEventListener('keydown', type, true);
      removeEventListener('focusin', focus);
      removeEventListener('focusout', blur);
    };
  }, [place]);
  return field;
}

const TYPED = new Set(['text', 'password']);

const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && TYPED.has(target.type));

function insert(field: Field | null, text: string): void {
  if (field === null) return;
  const end = field.value.length;
  field.setRangeText(text, field.selectionStart ?? end, field.selectionEnd ?? end, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function erase(field: Field | null): void {
  if (field === null) return;
  const end = field.selectionEnd ?? field.value.length;
  const from = Math.min(field.selectionStart ?? end, end);
  field.setRangeText('', from === end ? Math.max(0, from - 1) : from, end, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
