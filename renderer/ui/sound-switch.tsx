// Lets the subject silence the kiosk, or have it speak again. Renderer.

import './sound-switch.css';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { SoundOffIcon, SoundOnIcon } from './icons.tsx';
import { usePage, useStrings } from './page-context.ts';

export function SoundSwitch(): ReactElement | null {
  const { choice, speech } = usePage();
  const { sound } = useStrings();
  const isOn = useStore(choice.store, ({ isSoundOn }) => isSoundOn);
  if (!speech.isAvailable) return null;
  return (
    <button
      type="button"
      className="sound-switch"
      aria-label={sound.label}
      aria-pressed={isOn}
      onClick={() => choice.choose({ isSoundOn: !isOn })}
    >
      {isOn ? <SoundOnIcon /> : <SoundOffIcon />}
    </button>
  );
}
