// LOOK RIGHT: the head turns to the subject's own right and stays there for a moment. Pure; main process.

import { turn } from './turn.ts';

export const lookRight = turn('right');
