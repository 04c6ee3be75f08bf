// Session messages for a person at a terminal. CLI process.

import type { SessionMessage } from '#core/protocol/index.ts';

/** One line a message; per-frame scores are left to `--json`. Null where there is nothing for a person to read. */
export function describeMessage(message: SessionMessage): string | null {
  switch (message.type) {
    case 'phase':
      return `phase      ${message.value}`;
    case 'challenge_start':
      return `challenge  ${message.action}`;
    case 'challenge_result':
      return `challenge  ${message.action}: ${message.status}`;
    case 'final_result': {
      const score =
        message.confidence === undefined ? '' : `, score ${message.confidence.toFixed(3)}`;
      return `final      ${message.label}${score}, passed: ${message.passed.join(', ') || 'none'}`;
    }
    case 'frame_result':
    case 'hint':
      return null;
  }
}
