// Has what a component shows said aloud, once for each change. Null: nothing of it needs to be said. Renderer.

import { useEffect } from 'react';
import type { Cue } from '#renderer/speech/cue.ts';
import { usePage } from './page-context.ts';

export function useCue(cue: Cue | null): void {
  const { speech } = usePage();
  const { title, detail, tone, pace } = cue ?? NONE;
  useEffect(() => {
    speech.show(tone === null ? null : { title, detail, tone, pace });
  }, [speech, title, detail, tone, pace]);
}

const NONE = { title: '', detail: null, tone: null, pace: 'at-once' } as const;
