// Challenges as a person types them. CLI process.

import { isAction, ACTIONS, type Action } from '#core/challenge/index.ts';

/** Parses `BLINK,LOOK_LEFT` (spaces and underscores alike). Returns one line that says what is wrong with it. */
export function parseActions(list: string): readonly Action[] | string {
  const names = list.split(',').map((name) => name.trim().replaceAll('_', ' ').toUpperCase());
  const odd = names.find((name) => !isAction(name));
  return odd === undefined
    ? names.filter(isAction)
    : `challenge "${odd}" is unknown; choose from ${ACTIONS.join(', ')}`;
}
