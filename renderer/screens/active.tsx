// Challenges: one large prompt, and how many are done. Between two of them the subject looks straight ahead. Renderer.

import './active.css';
import type { ReactElement } from 'react';
import { actionOf, hintOf, viewOf } from '#renderer/session/store.ts';
import { EyeIcon } from '#renderer/ui/icons.tsx';
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
    >
      {action === 'BLINK' && (
        <div className="active__sign">
          <EyeIcon />
        </div>
      )}
      <StepDots passed={passed} total={total} label={capture.passed(passed, total)} />
    </Prompt>
  );
}

function challengeOf(state: Parameters<typeof viewOf>[0]) {
  const view = viewOf(state);
  return view?.phase === 'active' ? view.challenge : null;
}
