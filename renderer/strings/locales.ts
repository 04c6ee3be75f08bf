// The page's words, by locale. Renderer.

import type { BootSettings } from '#core/protocol/index.ts';
import { en } from './en.ts';
import type { Strings } from './strings.ts';

const LOCALES: Readonly<Record<BootSettings['locale'], Strings>> = { en };

export const stringsFor = (locale: BootSettings['locale']): Strings => LOCALES[locale];
