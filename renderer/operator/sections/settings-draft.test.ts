import { expect, test } from 'vitest';
import { changesOf, textOf, visibleFields, type SettingsField } from './settings-draft.ts';

const field = (name: string, part: Partial<SettingsField>): SettingsField => ({
  name,
  kind: 'text',
  value: null,
  isSet: false,
  nullable: false,
  choices: [],
  min: null,
  max: null,
  drivers: [],
  ...part,
});

const pulse = field('door.pulseMs', { kind: 'number', value: 5000 });
const secret = field('door.secret', { kind: 'secret', isSet: true, drivers: ['http'] });
const driver = field('door.driver', { kind: 'choice', value: 'simulated' });
const mirror = field('log.mirror', { value: '/mnt/mirror', nullable: true });
const hours = field('door.schedule', { kind: 'json', value: null, nullable: true });

test('only what differs is a change, and a number is one', () => {
  const draft = { 'door.pulseMs': '7000', 'door.driver': 'simulated' };
  expect(changesOf([pulse, driver], draft).changes).toEqual({ 'door.pulseMs': 7000 });
});

test('an emptied setting that may be absent becomes null', () => {
  expect(changesOf([mirror], { 'log.mirror': '' }).changes).toEqual({ 'log.mirror': null });
});

test('a secret is never shown, and one that was not typed stays', () => {
  expect(textOf(secret)).toBe('');
  expect(changesOf([secret], { 'door.secret': '' }).changes).toEqual({});
  expect(changesOf([secret], { 'door.secret': 'x' }).changes).toEqual({ 'door.secret': 'x' });
});

test('a number that is none goes to the main side as it was typed', () => {
  expect(changesOf([pulse], { 'door.pulseMs': 'long' }).changes).toEqual({
    'door.pulseMs': 'long',
  });
});

test('what is no JSON is said before anything is asked', () => {
  expect(changesOf([hours], { 'door.schedule': '{"monday":' })).toEqual({
    changes: {},
    unreadable: ['door.schedule'],
  });
});

test('only the fields of the chosen driver are shown', () => {
  expect(visibleFields([driver, secret, pulse], {})).toEqual([driver, pulse]);
  expect(visibleFields([driver, secret, pulse], { 'door.driver': 'http' })).toContain(secret);
});
