import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { productionPolicy, simulatedPolicy, strictPolicy } from '#core/session/index.ts';
import { policySha256 } from '#electron/session/policy-hash.ts';
import { choosePolicy } from './session-policy.ts';
import { readSettings } from './settings.ts';
import { calibrationOf } from './testing/calibration.ts';

const ROOT = resolve(import.meta.dirname, '../..');

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelight-policy-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** What a kiosk with these settings runs. */
async function chosen(settings: object, demo = false) {
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
  const read = await readSettings(join(folder, 'settings.json'));
  if (typeof read === 'string') throw new Error(read);
  const choice = await choosePolicy({ demo, data: folder, root: ROOT }, read);
  if (typeof choice === 'string') throw new Error(choice);
  return choice;
}

const STRICT = { policy: { fusion: 'strict' } };

test('settings that say nothing mean the production policy', async () => {
  expect(await chosen({})).toEqual({ policy: productionPolicy, calibrationSha256: null });
});

test('a strict kiosk runs the strict policy and nothing else of it is different', async () => {
  expect((await chosen(STRICT)).policy).toEqual(strictPolicy);
  const { name, fusion } = productionPolicy;
  expect({ ...strictPolicy, name, fusion }).toEqual(productionPolicy);
});

test('a kiosk that allows medical masks asks nobody to smile, and nothing else of it is different', async () => {
  for (const fusion of ['balanced', 'strict']) {
    const without = (await chosen({ policy: { fusion } })).policy;
    const { policy } = await chosen({ policy: { fusion, medicalMask: 'allowed' } });
    expect(policy.capture).toEqual({
      ...without.capture,
      medicalMask: { ...without.capture.medicalMask, isAllowed: true },
    });
    expect(policy.draw.from).toEqual(['BLINK', 'LOOK LEFT', 'LOOK RIGHT', 'LOOK UP', 'LOOK DOWN']);
    expect({ ...policy, capture: without.capture, draw: without.draw }).toEqual(without);
  }
});

test('a decision says by name and hash that its policy was strict', async () => {
  const [balanced, strict] = [(await chosen({})).policy, (await chosen(STRICT)).policy];
  expect(policySha256(strict)).not.toBe(policySha256(balanced));
  expect([balanced.name, strict.name]).toEqual(['production', 'strict']);
});

test('the door’s pulse is the setting’s, whatever the policy', async () => {
  const { policy } = await chosen({ ...STRICT, door: { pulseMs: 700 } });
  expect(policy).toEqual({ ...strictPolicy, doorPulseMs: 700 });
});

test('an entrance for slow users gives everybody the extended pulse', async () => {
  const { policy } = await chosen({
    door: { pulseMs: 700, extendedPulseMs: 9000, extended: true },
  });
  expect(policy).toEqual({ ...productionPolicy, doorPulseMs: 9000, extendedDoorPulseMs: 9000 });
});

test('a calibrated kiosk moves its two points and stays strict', async () => {
  await writeFile(join(folder, 'calibration.json'), JSON.stringify(calibrationOf({})));
  const { policy, calibrationSha256 } = await chosen(STRICT);
  expect(policy.fusion).toEqual({ ...strictPolicy.fusion, attackAt: 0.35, bonaFideAt: 0.6 });
  expect(calibrationSha256).toMatch(/^[\da-f]{64}$/u);
});

test('a demo is simulated, whatever the settings say', async () => {
  expect((await chosen(STRICT, true)).policy).toEqual(simulatedPolicy);
});
