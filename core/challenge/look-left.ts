// LOOK LEFT: the head turns to the subject's own left and stays there for a moment. Pure; main process.

import { turn } from './turn.ts';

export const lookLeft = turn('left');
