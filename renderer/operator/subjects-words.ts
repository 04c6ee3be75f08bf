// What the subject is being told, as the kiosk's own screens say it. Renderer.

import { useStore } from 'zustand';
import { viewOf, type KioskState } from '#renderer/session/store.ts';
import type { Strings } from '#renderer/strings/strings.ts';
import { usePage, useStrings } from '#renderer/ui/page-context.ts';

export function useSubjectsWords(): string {
  const strings = useStrings();
  return useStore(usePage().store, (state) => wordsOf(state, strings));
}

function wordsOf(state: KioskState, { capture, hints, idle, ...strings }: Strings): string {
  const view = viewOf(state);
  switch (view?.phase) {
    case undefined:
    case 'starting':
      return strings.starting.title;
    case 'not-ready':
      return strings.notReady.title;
    case 'idle':
      return idle.title;
    case 'positioning':
      return view.hint === null ? capture.positioning : hints[view.hint];
    case 'passive':
      return view.hint === null ? capture.passive : hints[view.hint];
    case 'active': {
      const { action } = view.challenge;
      if (view.hint !== null) return hints[view.hint];
      return action === null ? capture.straight : capture.actions[action];
    }
    case 'concluded':
      return strings.concluded.titles[view.result];
  }
}
