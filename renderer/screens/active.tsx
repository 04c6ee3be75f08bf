// Challenges: one large prompt and a figure that does it, and how many are done. Between two of them the subject looks straight ahead. Renderer.

import type { ReactElement } from 'react';
import { actionOf, hintOf, viewOf } from '#renderer/session/store.ts';
import { useKiosk, useStrings } from '#renderer/ui/page-context.ts';
import { Prompt } from '#renderer/ui/prompt.tsx';
import { StepDots } from '#renderer/ui/step-dots.tsx';
import { whileAsked } from './instruction.ts';

export function Active(): ReactElement {
  const strings = useStrings();
  const hint = useKiosk(hintOf);
  const action = useKiosk(actionOf);
  const passed = useKiosk((state) => challengeOf(state)?.passed ?? 0);
  const total = useKiosk((state) => challengeOf(state)?.total ?? 0);
  return (
    <Prompt instruction={whileAsked(action, hint, strings)}>
      <StepDots passed={passed} total={total} label={strings.capture.passed(passed, total)} />
    </Prompt>
  );
}

function challengeOf(state: Parameters<typeof viewOf>[0]) {
  const view = viewOf(state);
  return view?.phase === 'active' ? view.challenge : null;
}
