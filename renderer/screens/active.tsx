// Challenges: one large prompt and a figure that does it, and how many are done. Between two of them the subject looks straight ahead. Renderer.

import type { ReactElement } from 'react';
import { actionOf, hintOf, viewOf } from '#renderer/session/store.ts';
import { Figure } from '#renderer/ui/figure.tsx';
import { useKiosk, useStrings } from '#renderer/ui/page-context.ts';
import { Prompt } from '#renderer/ui/prompt.tsx';
import { StepDots } from '#renderer/ui/step-dots.tsx';

export function Active(): ReactElement {
  const { capture } = useStrings();
  const hint = useKiosk(hintOf);
  const action = useKiosk(actionOf);
  const passed = useKiosk((state) => challengeOf(state)?.passed ?? 0);
  const total = useKiosk((state) => challengeOf(state)?.total ?? 0);
  return (
    <Prompt
      title={action === null ? capture.straight : capture.actions[action]}
      hint={hint}
      text={action === null ? capture.straightText : capture.actionText[action]}
      sign={<Figure action={action} />}
    >
      <StepDots passed={passed} total={total} label={capture.passed(passed, total)} />
    </Prompt>
  );
}

function challengeOf(state: Parameters<typeof viewOf>[0]) {
  const view = viewOf(state);
  return view?.phase === 'active' ? view.challenge : null;
}
