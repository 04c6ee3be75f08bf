import { expect, test } from 'vitest';
import { voiceFor } from './voices.ts';

const voice = (lang: string, localService = true, isDefault = false) => ({
  lang,
  localService,
  default: isDefault,
});

test('a remote voice is never used, not even when it is the only one', () => {
  expect(voiceFor([voice('de-DE', false, true)], 'de')).toBeNull();
});

test('a voice of another language is never used', () => {
  expect(voiceFor([voice('en-GB'), voice('fr-FR'), voice('den-CA')], 'de')).toBeNull();
});

test('a region of the language will do, in either way of writing it', () => {
  expect(voiceFor([voice('en-US'), voice('ar_EG')], 'ar')?.lang).toBe('ar_EG');
});

test('of several voices the system’s own choice speaks', () => {
  expect(voiceFor([voice('es-MX'), voice('es-ES', true, true)], 'es')?.lang).toBe('es-ES');
});

test('Chinese is read by a Mandarin voice, if possible one of the mainland, and never in Cantonese', () => {
  expect(voiceFor([voice('zh-TW'), voice('zh_CN')], 'zh-Hans')?.lang).toBe('zh_CN');
  expect(voiceFor([voice('zh-TW'), voice('cmn')], 'zh-Hans')?.lang).toBe('cmn');
  expect(voiceFor([voice('zh-HK'), voice('yue')], 'zh-Hans')).toBeNull();
});
