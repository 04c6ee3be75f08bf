import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSettings } from './settings.ts';

let folder = '';
let file = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelight-settings-'));
  file = join(folder, 'settings.json');
});
afterEach(() => rm(folder, { recursive: true }));

const defaults = {
  door: {
    driver: 'simulated',
    id: 'front',
    pulseMs: 5000,
    extendedPulseMs: 15_000,
    extended: false,
    schedule: null,
    antiPassbackMs: 0,
    contact: null,
  },
  camera: { pinned: null, allowVirtual: false },
  policy: { fusion: 'balanced', medicalMask: 'refused' },
  log: { mirror: null, retentionDays: null },
  api: { allowedHosts: [], perMinute: 600, enabled: false, port: 7420 },
  identity: { require: 'liveness', collection: 'people', retentionDays: 365 },
  locale: 'en',
  snapshots: { keep: 'none', retentionDays: 30 },
  speech: 'on',
};

test('a kiosk without settings has a simulated door', async () => {
  expect(await readSettings(file)).toEqual(defaults);
});

test('a setting changes what it names and nothing else', async () => {
  await writeFile(file, '{"door": {"id": "gate"}}');
  expect(await readSettings(file)).toEqual({
    ...defaults,
    door: { ...defaults.door, id: 'gate' },
  });
});

test('a camera is pinned by its name, and by its device where that is said', async () => {
  await writeFile(file, '{"camera": {"pinned": {"label": "HD Pro Webcam C920"}}}');
  expect(await readSettings(file)).toEqual({
    ...defaults,
    camera: { pinned: { label: 'HD Pro Webcam C920', deviceId: null }, allowVirtual: false },
  });
});

test('both models are made to agree by one word', async () => {
  await writeFile(file, '{"policy": {"fusion": "strict"}}');
  expect(await readSettings(file)).toEqual({
    ...defaults,
    policy: { ...defaults.policy, fusion: 'strict' },
  });
});

test('the log is mirrored to another place, and kept for as long as is said', async () => {
  await writeFile(file, '{"log": {"mirror": "/mnt/share/door-1.jsonl", "retentionDays": 90}}');
  expect(await readSettings(file)).toEqual({
    ...defaults,
    log: { mirror: '/mnt/share/door-1.jsonl', retentionDays: 90 },
  });
});

test.each([
  ['{"log": {"mirror": "mirror.jsonl"}}', 'log.mirror'],
  ['{"log": {"retentionDays": 0}}', 'log.retentionDays'],
  ['{"log": {"Mirror": null}}', 'Mirror'],
  ['{"policy": {"fusion": "lenient"}}', 'policy.fusion'],
  ['{"policy": {"medicalMask": true}}', 'policy.medicalMask'],
  ['{"policy": "strict"}', 'policy'],
  ['{"policy": {"Fusion": "strict"}}', 'Fusion'],
  ['{"camera": {"pinned": {"label": ""}}}', 'camera.pinned.label'],
  ['{"camera": {"pinned": "C920"}}', 'camera.pinned'],
  ['{"camera": {"allowVirtual": "yes"}}', 'camera.allowVirtual'],
  ['{"camera": {"allow": true}}', 'allow'],
  ['{"door": {"id": ""}}', 'door.id'],
  ['{"door": {"pulseMs": 0}}', 'door.pulseMs'],
  ['{"door": {"pulseMs": 99999999}}', 'door.pulseMs'],
  ['{"door": {"driver": "relay"}}', 'door.driver'],
  ['{"door": {"Id": "gate"}}', 'Id'],
  ['{"door": null}', 'door'],
  ['{"door": ', 'settings.json'],
  ['', 'settings.json'],
])('%s is refused by a line that names the place', async (text, place) => {
  await writeFile(file, text);
  const refusal = await readSettings(file);
  expect(refusal).toBeTypeOf('string');
  expect(refusal).toContain(place);
  expect(refusal).toContain(file);
});

test('settings that cannot be read are refused, not replaced by defaults', async () => {
  expect(await readSettings(folder)).toContain('EISDIR');
});
