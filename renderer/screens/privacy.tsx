// The whole notice, to be read before any session: what is looked at, how long, what is kept, whom to ask. Renderer.

import './privacy.css';
import { useEffect, type ReactElement } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { Frame } from '#renderer/ui/frame.tsx';
import { usePage, useStrings } from '#renderer/ui/page-context.ts';
import { useCue } from '#renderer/ui/use-cue.ts';

/** Long enough to read it aloud; then the kiosk is the next person's. */
const READING_MS = 90_000;

export interface PrivacyProps {
  readonly onClose: () => void;
  readonly recognises: boolean;
  /** Null where no picture is kept. */
  readonly keepsPicturesDays: number | null;
}

export function Privacy({ onClose, recognises, keepsPicturesDays }: PrivacyProps): ReactElement {
  const { privacy, idle } = useStrings();
  const [looked, howLong, kept, whom] = privacy.facts;
  const facts = [
    recognises ? { ...looked, text: privacy.recognised } : looked,
    howLong,
    keepsPicturesDays === null ? kept : { ...kept, text: privacy.kept(keepsPicturesDays) },
    whom,
  ];
  const { start } = usePage();
  useHeldFrames();
  useCue({
    title: privacy.title,
    detail: facts.map(({ text }) => text).join(' '),
    tone: 'attention',
    pace: 'at-once',
  });
  useEffect(() => {
    const press = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') onClose();
    };
    addEventListener('keydown', press);
    const timer = setTimeout(onClose, READING_MS);
    return () => {
      clearTimeout(timer);
      removeEventListener('keydown', press);
    };
  }, [onClose]);
  return (
    <Frame
      foot={
        <>
          <Button kind="quiet" label={privacy.close} onPress={onClose} takesFocus />
          <Button kind="quiet" label={idle.start} onPress={start} />
        </>
      }
    >
      <main className="privacy">
        <h1>{privacy.title}</h1>
        <dl>
          {facts.map(({ title, text }) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </main>
    </Frame>
  );
}

/** Whoever reads stands before the camera: no frame of theirs leaves the page, and no session begins of itself. */
function useHeldFrames(): void {
  const { store } = usePage();
  useEffect(() => {
    store.setState({ isHeld: true });
    return () => store.setState({ isHeld: false });
  }, [store]);
}
