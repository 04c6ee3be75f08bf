// While the models are being verified and loaded. Renderer.

import type { ReactElement } from 'react';
import { Frame } from '#renderer/ui/frame.tsx';
import { PauseIcon } from '#renderer/ui/icons.tsx';
import { useStrings } from '#renderer/ui/page-context.ts';
import { useCue } from '#renderer/ui/use-cue.ts';
import { Notice } from './notice.tsx';

export function Starting(): ReactElement {
  const { title, text } = useStrings().starting;
  useCue(null);
  return (
    <Frame>
      <Notice tone="busy" sign={<PauseIcon />} title={title} lead={text} />
    </Frame>
  );
}
