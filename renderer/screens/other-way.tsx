// The way in without a face: a badge at the reader, a PIN on the keys of the screen or of a keyboard, or a call for staff. Renderer.

import './other-way.css';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { MIN_PIN } from '#core/access/index.ts';
import { Button } from '#renderer/ui/button.tsx';
import { BadgeIcon } from '#renderer/ui/badge-icon.tsx';
import { Frame } from '#renderer/ui/frame.tsx';
import { viewOf } from '#renderer/session/store.ts';
import { useKiosk, usePage, useStrings } from '#renderer/ui/page-context.ts';
import { useCue } from '#renderer/ui/use-cue.ts';
import { pinAfter, pinKeyOf, type PinKey } from './pin.ts';
import { PinPad } from './pin-pad.tsx';

/** Then nobody is there any more. */
const LEFT_ALONE_S = 60;
/** With so much left the screen says so. */
const WARNED_S = 20;

export function OtherWay({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { present, callStaff } = usePage();
  const { otherWay, claim } = useStrings();
  const isClaim = useKiosk((state) => {
    const view = viewOf(state);
    return view?.phase === 'idle' && view.needsClaim === true;
  });
  const title = isClaim ? claim.title : otherWay.title;
  const spoken = isClaim ? claim.text : otherWay.spoken;
  const [pin, setPin] = useState('');
  const [presses, setPresses] = useState(0);
  useCue({ title, detail: spoken, tone: 'attention', pace: 'at-once' });

  const enter = useCallback(() => {
    if (pin.length < MIN_PIN) return;
    setPin('');
    present({ kind: 'pin', value: pin });
  }, [pin, present]);
  const press = useCallback(
    (key: PinKey) => {
      setPresses((before) => before + 1);
      if (key === 'enter') enter();
      else setPin((before) => pinAfter(before, key));
    },
    [enter],
  );
  useKeys(press, onClose);

  return (
    <Frame
      foot={
        <>
          <Button kind="quiet" label={otherWay.back} onPress={onClose} />
          <Button kind="quiet" label={otherWay.call} onPress={callStaff} />
          {/* Each press begins it anew. */}
          <TimeLeft key={presses} onEnd={onClose} />
        </>
      }
    >
      <main className="other-way">
        <div className="other-way__words">
          <h1>{title}</h1>
          <p className="other-way__badge">
            <BadgeIcon />
            {otherWay.badge}
          </p>
          <p className="other-way__or">{otherWay.pin}</p>
        </div>
        <PinPad length={pin.length} isWhole={pin.length >= MIN_PIN} onPress={press} />
      </main>
    </Frame>
  );
}

/** A keyboard's digits, wherever the focus is; a button that has it presses itself. */
function useKeys(press: (key: PinKey) => void, leave: () => void): void {
  useEffect(() => {
    const down = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === 'Escape') return leave();
      const key = pinKeyOf(event.key);
      if (key === null || (key === 'enter' && event.target instanceof HTMLButtonElement)) return;
      event.preventDefault();
      press(key);
    };
    addEventListener('keydown', down);
    return () => removeEventListener('keydown', down);
  }, [press, leave]);
}

/** Closes by itself, and says so before. */
function TimeLeft({ onEnd }: { readonly onEnd: () => void }): ReactElement | null {
  const { closes } = useStrings().concluded;
  const [left, setLeft] = useState(LEFT_ALONE_S);
  useEffect(() => {
    const timer = setInterval(() => setLeft((before) => before - 1), 1000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (left <= 0) onEnd();
  }, [left, onEnd]);
  if (left > WARNED_S) return null;
  return (
    <p className="muted small" role="status">
      {closes(Math.max(0, left))}
    </p>
  );
}
