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

export const isAction = (value: string): value is Action =>
  ACTIONS.some((action) => action === value);

export const isTurn = (action: Action): boolean =>
  action === 'LOOK LEFT' || action === 'LOOK RIGHT';
