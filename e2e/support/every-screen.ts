// Each screen of the kiosk with the longest words that a language has for it: what fits these fits everything. Node.

import { CAPTURE_ISSUES } from '#core/quality/index.ts';
import { ACTIONS } from '#core/challenge/index.ts';
import type { Locale } from '#core/protocol/index.ts';
import { stringsFor } from '#renderer/strings/locales.ts';
import type { PageAlone } from './page-alone.ts';

export type View = Parameters<PageAlone['show']>[0];
type Challenge = Extract<View, { phase: 'active' }>['challenge'];
type Concluded = Extract<View, { phase: 'concluded' }>;
type Access = NonNullable<View['access']>;

export interface ScreenCase {
  readonly name: string;
  /** What the main side says. */
  readonly view: View;
  /** The heading by which it is known. */
  readonly words: string;
  /** The button that leads to it from there. */
  readonly press?: string;
}

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

/** For a look at all of them on a machine that has other work. */
export const MANY_SCREENS_MS = 300_000;

/** Longer than any instruction stays before the next. */
const DWELL_MS = 1000;

/** Brings a screen up on a page whose clock was installed. */
export async function bringUp(
  { page, show }: Pick<PageAlone, 'page' | 'show'>,
  { view, press }: ScreenCase,
): Promise<void> {
  await show(view);
  if (press !== undefined) await page.getByRole('button', { name: press, exact: true }).click();
  await page.clock.runFor(DWELL_MS);
}

/** In an order in which each can follow the one before. The last one ends a session. */
export function everyScreen(locale: Locale): readonly ScreenCase[] {
  return [
    ...quietScreens(locale),
    ...otherWayScreens(locale),
    privacyScreen(locale),
    ...sessionScreens(locale),
  ];
}

const FAULTS = ['models-missing', 'log-unavailable', 'inference-down', 'already-running'] as const;

function quietScreens(locale: Locale): readonly ScreenCase[] {
  const { starting, notReady, idle } = stringsFor(locale);
  const fault = longest(FAULTS, notReady.faults);
  const waiting: View = { phase: 'idle', waitSeconds: 8 };
  return [
    { name: 'starting', view: { phase: 'starting' }, words: starting.title },
    { name: 'not-ready', view: { phase: 'not-ready', fault }, words: notReady.title },
    { name: 'idle', view: { phase: 'idle', calibration: '3fa0c41e9b72' }, words: idle.title },
    { name: 'idle-waiting', view: waiting, words: idle.waiting.title },
  ];
}

const REFUSALS = ['not-known', 'outside-schedule', 'anti-passback'] as const;

function otherWayScreens(locale: Locale): readonly ScreenCase[] {
  const { otherWay } = stringsFor(locale);
  const came = (name: string, access: Access): ScreenCase => ({
    name: `other-way-${name}`,
    view: { phase: 'idle', access },
    words: otherWay.titles[access.state],
  });
  const reason = longest(REFUSALS, otherWay.refusals);
  const keys: View = { phase: 'idle' };
  return [
    { name: 'other-way', view: keys, words: otherWay.title, press: otherWay.open },
    came('wait', { state: 'wait' }),
    came('refused', { state: 'refused', reason, waitSeconds: null }),
    came('too-often', { state: 'refused', reason: 'too-often', waitSeconds: 640 }),
    came('call-staff', { state: 'call-staff' }),
    came('staff-called', { state: 'staff-called' }),
    came('granted', { state: 'granted' }),
  ];
}

function privacyScreen(locale: Locale): ScreenCase {
  const { title: words, open: press } = stringsFor(locale).privacy;
  const view: View = { phase: 'idle', recognises: true, keepsPicturesDays: 30 };
  return { name: 'privacy', view, words, press };
}

const ADVICE = ['try-again', 'follow-prompts', 'stay-in-view', 'one-person'] as const;

function sessionScreens(locale: Locale): readonly ScreenCase[] {
  const { capture, hints, concluded } = stringsFor(locale);
  const hint = longest(CAPTURE_ISSUES, hints);
  const action = longest(ACTIONS, capture.actions);
  const positioning: View = { phase: 'positioning', hint: null, progress: 0.4 };
  const result = (name: Concluded['result'], advice: Concluded['advice'] = null): ScreenCase => ({
    name,
    view: { phase: 'concluded', result: name, advice },
    words: concluded.titles[name],
  });
  return [
    { name: 'positioning', view: positioning, words: capture.positioning },
    { name: 'hint', view: { phase: 'positioning', hint, progress: 0 }, words: hints[hint] },
    {
      name: 'passive',
      view: { phase: 'passive', hint: null, progress: 0.6 },
      words: capture.passive,
    },
    { name: 'challenge', view: active(action), words: capture.actions[action] },
    { name: 'straight', view: active(null), words: capture.straight },
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
