// LOOK DOWN: the head bows and stays there for a moment. Pure; main process.

import { nod } from './nod.ts';

export const lookDown = nod('down');
