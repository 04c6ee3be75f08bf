import { describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '#core/protocol/index.ts';
import { CAPTURE_ISSUES } from '#core/quality/index.ts';
import { ar } from './ar.ts';
import { en } from './en.ts';
import { directionOf, localeFor, stringsFor } from './locales.ts';
import { plural } from './plural.ts';
import type { Strings } from './strings.ts';

const OTHERS = LOCALES.filter((locale) => locale !== 'en');

/** How each language says that somebody should come, or go. */
const TOWARDS: Readonly<Record<Locale, RegExp>> = {
  en: /closer|nearer|forward/iu,
  de: /näher|heran|nach vorn/iu,
  es: /acér[qc]|acercar|adelante/iu,
  fr: /approch|avanc/iu,
  ar: /اقتراب|اقترب|الأمام/u,
  'zh-Hans': /近|前进|上前/u,
};
const AWAY: Readonly<Record<Locale, RegExp>> = {
  en: /back|away/iu,
  de: /zurück|weg/iu,
  es: /aléj|atrás|retroced/iu,
  fr: /recul|éloign/iu,
  ar: /الرجوع|الخلف|ابتعاد/u,
  'zh-Hans': /退|远|后/u,
};
const WORDS = {
  left: {
    en: /left/iu,
    de: /links/iu,
    es: /izquierda/iu,
    fr: /gauche/iu,
    ar: /يسار/u,
    'zh-Hans': /左/u,
  },
  right: {
    en: /right/iu,
    de: /rechts/iu,
    es: /derecha/iu,
    fr: /droite/iu,
    ar: /يمين/u,
    'zh-Hans': /右/u,
  },
  up: {
    en: /up|raise/iu,
    de: /heben/iu,
    es: /levante|suba/iu,
    fr: /levez/iu,
    ar: /رفع/u,
    'zh-Hans': /抬/u,
  },
  down: {
    en: /down|lower/iu,
    de: /senken/iu,
    es: /baje/iu,
    fr: /baissez/iu,
    ar: /خفض/u,
    'zh-Hans': /低/u,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Locale, RegExp>>>>;

const ACTIONS = ['LOOK LEFT', 'LOOK RIGHT', 'LOOK UP', 'LOOK DOWN', 'BLINK', 'SMILE'] as const;
const SIDES = [['left'], ['right'], ['up'], ['down'], [], []];

/** The sides that a sentence names. */
const sidesIn = (sentence: string, locale: Locale): readonly string[] =>
  Object.entries(WORDS).flatMap(([side, words]) => (words[locale].test(sentence) ? [side] : []));

/** Names and words that two languages share. */
const SHARED = new Set(['product', 'demo.badge']);

describe.each(LOCALES)('in %s', (locale) => {
  const { hints, capture } = stringsFor(locale);

  test('a face that is too close is asked to step back, never to come closer', () => {
    for (const words of [hints.FACE_TOO_CLOSE, capture.placement.near]) {
      expect(words).toMatch(AWAY[locale]);
      expect(words).not.toMatch(TOWARDS[locale]);
    }
    for (const words of [hints.FACE_TOO_SMALL, capture.placement.far]) {
      expect(words).toMatch(TOWARDS[locale]);
      expect(words).not.toMatch(AWAY[locale]);
    }
  });

  test('each turn and tilt names its own side and no other', () => {
    const { actions, actionText } = capture;
    expect(ACTIONS.map((action) => sidesIn(actions[action], locale))).toEqual(SIDES);
    expect(sidesIn(actionText['LOOK UP'], locale)).toEqual(['up']);
    expect(sidesIn(actionText['LOOK DOWN'], locale)).toEqual(['down']);
  });

  test('who is too far to one side is sent to the other', () => {
    const { left, right } = capture.placement;
    expect([sidesIn(left, locale), sidesIn(right, locale)]).toEqual([['left'], ['right']]);
  });

  test('dark and bright ask for opposite things', () => {
    expect(hints.TOO_DARK).not.toBe(hints.TOO_BRIGHT);
    expect(new Set(CAPTURE_ISSUES.map((issue) => hints[issue])).size).toBe(CAPTURE_ISSUES.length);
  });

  test.each(CAPTURE_ISSUES)('%s has a hint that fits one line of the screen', (issue) => {
    expect(hints[issue].length).toBeGreaterThan(3);
    expect(hints[issue].length).toBeLessThanOrEqual(42);
  });

  test('nothing is empty, and nothing has spaces at its ends', () => {
    const sentences = sentencesOf(stringsFor(locale));
    expect(sentences.filter(([, words]) => words === '' || words.trim() !== words)).toEqual([]);
  });

  test('the direction of the page is that of its letters', () => {
    const letters = sentencesOf(stringsFor(locale)).map(([, words]) => words);
    expect(directionOf(locale)).toBe(/\p{Script=Arabic}/u.test(letters.join('')) ? 'rtl' : 'ltr');
  });
});

test.each(OTHERS)('no English is left over in %s', (locale) => {
  const english = new Map(sentencesOf(en));
  const left = sentencesOf(stringsFor(locale)).filter(
    ([path, words]) => words === english.get(path),
  );
  expect(left.map(([path]) => path).filter((path) => !SHARED.has(path))).toEqual([]);
});

test.each([
  ['ar', /\p{Script=Arabic}/u],
  ['zh-Hans', /\p{Script=Han}/u],
] as const)('every sentence in %s is in its own script', (locale, script) => {
  const foreign = sentencesOf(stringsFor(locale)).filter(([, words]) => !script.test(words));
  expect(foreign).toEqual([['product', 'Gatelight']]);
});

test.each([
  [['de-AT', 'en-US'], 'de'],
  [['pt-BR', 'fr'], 'fr'],
  [['zh-CN'], 'zh-Hans'],
  [['ar-EG'], 'ar'],
  [['pt-BR'], 'en'],
  [[], 'en'],
] as const)('whoever reads %j is spoken to in %s', (tags, spoken) => {
  expect(localeFor(tags)).toBe(spoken);
});

test('Arabic counts in six ways', () => {
  const forms = { zero: 'z', one: 'o', two: 't', few: 'f', many: 'm', other: 'x' };
  const said = [0, 1, 2, 3, 11, 100].map((count) => plural('ar', count, forms));
  expect(said).toEqual(['z', 'o', 't', 'f', 'm', 'x']);
  expect(new Set([1, 2, 3, 11].map((seconds) => ar.idle.waiting.text(seconds))).size).toBe(4);
});

test.each(['en', 'de', 'es', 'fr'] as const)(
  'one second and two seconds differ in %s',
  (locale) => {
    const { text } = stringsFor(locale).idle.waiting;
    expect(text(1).replace('1', '2')).not.toBe(text(2));
  },
);

test.each([
  ['en', 91, 'in 2 minutes'],
  ['de', 640, 'in 11 Minuten'],
  ['es', 640, 'en 11 minutos'],
  ['fr', 121, 'dans 3 minutes'],
  ['ar', 120, 'بعد دقيقتين'],
  ['zh-Hans', 640, '11分钟后'],
  ['en', 90, 'in 90 seconds'],
  ['de', 1, 'in 1 Sekunde'],
] as const)('in %s a wait of %d seconds is “%s”', (locale, seconds, words) => {
  expect(stringsFor(locale).idle.waiting.text(seconds).replaceAll('\u{a0}', ' ')).toContain(words);
});

/** Every sentence with its path; those with numbers or names are filled in. */
function sentencesOf(strings: Strings): readonly (readonly [string, string])[] {
  const walk = (node: unknown, path: string): readonly (readonly [string, string])[] => {
    if (typeof node === 'string') return [[path, node]];
    if (typeof node !== 'object' || node === null) return [];
    return Object.entries(node).flatMap(([key, value]) =>
      walk(value, path === '' ? key : `${path}.${key}`),
    );
  };
  return [
    ...walk(strings, ''),
    ['idle.waiting.text', strings.idle.waiting.text(3)],
    ['idle.calibration', strings.idle.calibration('desk-3')],
    ['capture.passed', strings.capture.passed(1, 2)],
    ['concluded.closes', strings.concluded.closes(3)],
  ];
}
