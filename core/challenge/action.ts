// The actions that a challenge can ask for. LEFT and RIGHT are the subject's own. Pure; runs in every process.

/** The wire's names (with a space); the whole vocabulary of the contract. */
export const ACTIONS = [
  'BLINK',
  'LOOK LEFT',
  'LOOK RIGHT',
  'LOOK UP',
  'LOOK DOWN',
  'SMILE',
] as const;
export type Action = (typeof ACTIONS)[number];

/** The actions that can be judged today. */
export const JUDGED_ACTIONS = ['BLINK', 'LOOK LEFT', 'LOOK RIGHT'] as const;
export type JudgedAction = (typeof JUDGED_ACTIONS)[number];

export const isJudgedAction = (value: string): value is JudgedAction =>
  JUDGED_ACTIONS.some((action) => action === value);

export const isTurn = (action: JudgedAction): boolean =>
  action === 'LOOK LEFT' || action === 'LOOK RIGHT';
