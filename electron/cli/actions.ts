// Challenges as a person types them. CLI process.

import {
  ACTIONS,
  isJudgedAction,
  JUDGED_ACTIONS,
  type JudgedAction,
} from '#core/challenge/index.ts';

/** Parses `BLINK,LOOK_LEFT` (spaces and underscores alike). Returns one line that says what is wrong with it. */
export function parseActions(list: string): readonly JudgedAction[] | string {
  const names = list.split(',').map((name) => name.trim().replaceAll('_', ' ').toUpperCase());
  const judged = names.filter(isJudgedAction);
  const odd = names.find((name) => !isJudgedAction(name));
  if (odd === undefined) return judged;
  const known = ACTIONS.some((action) => action === odd);
  return `challenge "${odd}" ${known ? 'cannot be judged yet' : 'is unknown'}; choose from ${JUDGED_ACTIONS.join(', ')}`;
}
