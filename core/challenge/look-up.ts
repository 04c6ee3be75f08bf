// LOOK UP: the head tilts back and stays there for a moment. Pure; main process.

import { nod } from './nod.ts';

export const lookUp = nod('up');
