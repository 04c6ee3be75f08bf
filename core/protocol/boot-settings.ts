// What a page is told once, when it starts: whether the demo camera stands in for the real one, and the language.
// Electron's preload hands it over by `boot()`; the appliance serves it as `/boot.json`.

import { z } from 'zod';

/** What the demo camera's subject does. Everything but `obeys` is there to be denied. */
const DEMO_BEHAVIOURS = [
  'obeys',
  /** Stands there, breathes and blinks, and answers no prompt. */
  'does-nothing',
  /** Turns the other way, and turns when asked to blink. */
  'does-the-opposite',
  /** Walks out of the picture during the active phase. */
  'leaves',
  /** A frozen picture: not even noise. */
  'still',
] as const;

export const demoScript = z.object({
  /** Draws delays, amplitudes, blinks and noise: the same seed gives the same subject. */
  seed: z.number().int().min(0).max(0xffff_ffff),
  behaviour: z.enum(DEMO_BEHAVIOURS),
});
export type DemoScript = z.infer<typeof demoScript>;
export type DemoBehaviour = DemoScript['behaviour'];

/** The languages of the kiosk's page, as BCP 47 tags. */
export const LOCALES = ['en', 'de', 'es', 'fr', 'ar', 'zh-Hans'] as const;

export const locale = z.enum(LOCALES);
export type Locale = z.infer<typeof locale>;

export const speech = z.enum(['on', 'off']);

export const bootSettings = z.object({
  demo: z.boolean(),
  /** The camera to open, where the operator has chosen one. Which one may be used is judged by the main side. */
  camera: z
    .object({ label: z.string(), deviceId: z.string().nullable() })
    .nullable()
    .exactOptional(),
  /** Read only when `demo` is true; then the default is an obedient subject with seed 1. */
  demoScript: demoScript.optional(),
  /** The site's own: each subject begins with it, and may choose another. */
  locale,
  /** `off`: no voice and no tones; absent means on. */
  speech: speech.optional(),
});
export type BootSettings = z.infer<typeof bootSettings>;
