// Each screen of the kiosk with the longest words that a language has for it: what fits these fits everything. Node.

import { CAPTURE_ISSUES } from '#core/quality/index.ts';
import { ACTIONS } from '#core/challenge/index.ts';
import type { Locale } from '#core/protocol/index.ts';
import { stringsFor } from '#renderer/strings/locales.ts';
import type { PageAlone } from './page-alone.ts';

export type View = Parameters<PageAlone['show']>[0];
type Challenge = Extract<View, { phase: 'active' }>['challenge'];
type Concluded = Extract<View, { phase: 'concluded' }>;

export const SIZES = [
  { width: 1080, height: 1920 },
  { width: 1920, height: 1080 },
  { width: 800, height: 480 },
] as const;

export const active = (action: Challenge['action']) =>
  ({
    phase: 'active',
    hint: null,
    challenge: { action, progress: 0.5, passed: 1, total: 2, timeLeft: 0.7 },
  }) satisfies View;

const FAULTS = ['models-missing', 'log-unavailable', 'inference-down', 'already-running'] as const;
const ADVICE = ['try-again', 'follow-prompts', 'stay-in-view', 'one-person'] as const;

/** What the screen is called, what the main side says, and words by which it is known. The last one ends a session. */
export function everyScreen(
  locale: Locale,
): readonly (readonly [name: string, view: View, words: string])[] {
  const { starting, notReady, idle, capture, hints, concluded } = stringsFor(locale);
  const hint = longest(CAPTURE_ISSUES, hints);
  const action = longest(ACTIONS, capture.actions);
  const result = (name: Concluded['result'], advice: Concluded['advice'] = null) =>
    [
      name,
      { phase: 'concluded', result: name, advice } satisfies View,
      concluded.titles[name],
    ] as const;
  return [
    ['starting', { phase: 'starting' }, starting.title],
    ['not-ready', { phase: 'not-ready', fault: longest(FAULTS, notReady.faults) }, notReady.title],
    ['idle', { phase: 'idle', calibration: '3fa0c41e9b72' }, idle.title],
    ['idle-waiting', { phase: 'idle', waitSeconds: 8 }, idle.waiting.title],
    ['positioning', { phase: 'positioning', hint: null, progress: 0.4 }, capture.positioning],
    ['hint', { phase: 'positioning', hint, progress: 0 }, hints[hint]],
    ['passive', { phase: 'passive', hint: null, progress: 0.6 }, capture.passive],
    ['challenge', active(action), capture.actions[action]],
    ['straight', active(null), capture.straight],
    result('wait'),
    result('denied', longest(ADVICE, concluded.advice)),
    result('call-staff', 'ask-staff'),
    result('granted'),
  ];
}

/** The key with the most to read. */
function longest<K extends string>(
  keys: readonly [K, ...K[]] | readonly K[],
  words: Readonly<Record<K, string>>,
): K {
  const [first] = keys.toSorted((a, b) => words[b].length - words[a].length);
  if (first === undefined) throw new Error('there is nothing to choose from');
  return first;
}
