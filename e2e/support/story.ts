// What a session's messages say, in the form that specs ask about. Pure.

import type { SessionMessage } from '#core/protocol/index.ts';

type Of<T extends SessionMessage['type']> = Extract<SessionMessage, { type: T }>;

export const messagesOf = <T extends SessionMessage['type']>(
  messages: readonly SessionMessage[],
  type: T,
): readonly Of<T>[] => messages.filter((message): message is Of<T> => message.type === type);

/** The order of a story's turning points, without its frames and hints. */
export const turningPoints = (messages: readonly SessionMessage[]): readonly string[] =>
  messages.flatMap((message) => {
    switch (message.type) {
      case 'phase':
        return [message.value];
      case 'challenge_start':
        return [`start ${message.action}`];
      case 'challenge_result':
        return [`${message.status} ${message.action}`];
      case 'final_result':
        return [message.label];
      case 'frame_result':
      case 'hint':
        return [];
    }
  });
