// Coming into place. The main side's hint comes first; where it has none, the page's own look at the face guides. Renderer.

import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { Placement } from '#renderer/capture/guidance.ts';
import { hintOf } from '#renderer/session/store.ts';
import type { Strings } from '#renderer/strings/strings.ts';
import { Figure } from '#renderer/ui/figure.tsx';
import { useKiosk, usePage, useStrings } from '#renderer/ui/page-context.ts';
import { Prompt } from '#renderer/ui/prompt.tsx';

export function Positioning(): ReactElement {
  const { capture } = useStrings();
  const hint = useKiosk(hintOf);
  const placement = useStore(usePage().guidance, (guidance) => guidance.placement);
  return (
    <Prompt
      title={capture.positioning}
      hint={hint}
      text={textOf(placement, capture.placement)}
      sign={<Figure action={null} />}
    />
  );
}

function textOf(placement: Placement | null, strings: Strings['capture']['placement']): string {
  switch (placement) {
    case null:
      return strings.unseen;
    case 'good':
      return strings.good;
    case 'off-centre':
      return strings.offCentre;
    case 'far':
      return strings.far;
    case 'near':
      return strings.near;
  }
}
