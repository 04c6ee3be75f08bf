// A session's story for whoever reads the kiosk's output: its messages, one a line, and the id of its decision. Main process.

import type { KioskOptions } from '#electron/session/kiosk-options.ts';

/** After a session's last message comes the id under which its decision was logged. `out` takes one JSON object at a time. */
export function tellStory(
  out: (line: string) => void,
): Required<Pick<KioskOptions, 'onMessage' | 'onDecision'>> {
  let decisionId: string | null = null;
  return {
    onDecision({ id }) {
      decisionId = id;
    },
    onMessage(message) {
      out(JSON.stringify(message));
      if (message.type !== 'final_result' || decisionId === null) return;
      out(JSON.stringify({ type: 'decision', id: decisionId }));
      decisionId = null;
    },
  };
}
