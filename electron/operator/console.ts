// The operator's desk at the kiosk: every ask of a console comes in here and is parsed, and nothing else does. Main process.

import {
  operatorAsk,
  type OperatorAsk,
  type OperatorPush,
  type OperatorReply,
} from '#core/protocol/index.ts';

export interface OperatorConsole {
  /** Never rejects: what is wrong is a refusal. */
  readonly ask: (raw: unknown) => Promise<OperatorReply>;
  /** What a signed-in console is told unasked. Returns its undo. */
  readonly onPush: (listener: (push: OperatorPush) => void) => () => void;
  /** The page has gone, and whoever was signed in on it. */
  readonly leave: () => void;
}

export function createOperatorConsole(
  answer: (ask: OperatorAsk) => Promise<OperatorReply>,
): OperatorConsole {
  return {
    async ask(raw) {
      const parsed = operatorAsk.safeParse(raw);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        const field = issue?.path.join('.') ?? '';
        const message = issue?.message ?? 'malformed';
        return { refusal: { code: 'invalid', field, message: `${field}: ${message}` } };
      }
      return answer(parsed.data);
    },
    onPush: () => () => undefined,
    leave: () => undefined,
  };
}
