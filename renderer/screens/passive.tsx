// Being looked at: nothing to do but to look back. Renderer.

import type { ReactElement } from 'react';
import { hintOf } from '#renderer/session/store.ts';
import { useKiosk, useStrings } from '#renderer/ui/page-context.ts';
import { Prompt } from '#renderer/ui/prompt.tsx';
import { whileLookedAt } from './instruction.ts';

export function Passive(): ReactElement {
  return <Prompt instruction={whileLookedAt(useKiosk(hintOf), useStrings())} />;
}
