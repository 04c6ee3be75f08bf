// Being looked at: nothing to do but to look back. Renderer.

import type { ReactElement } from 'react';
import { hintOf } from '#renderer/session/store.ts';
import { Figure } from '#renderer/ui/figure.tsx';
import { useKiosk, useStrings } from '#renderer/ui/page-context.ts';
import { Prompt } from '#renderer/ui/prompt.tsx';

export function Passive(): ReactElement {
  const { capture } = useStrings();
  const hint = useKiosk(hintOf);
  return (
    <Prompt
      title={capture.passive}
      hint={hint}
      text={capture.passiveText}
      sign={<Figure action={null} />}
    />
  );
}
