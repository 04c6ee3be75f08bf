// The console's words. English only so far: a locale without words of its own gets these. Renderer.

import { en, type OperatorStrings } from './en.ts';

export type { OperatorStrings } from './en.ts';

export const useWords = (): OperatorStrings => en;
