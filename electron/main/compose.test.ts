import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SessionView } from '#core/protocol/index.ts';
import { readPulses } from '#electron/door/simulated.ts';
import { launchForkedWorker } from '#electron/inference/worker-process.ts';
import { compose, type ComposeOptions } from './compose.ts';
import { calibrationOf } from './testing/calibration.ts';
import { plainHost } from './testing/plain-host.ts';

const run = promisify(execFile);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelight-compose-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Composes a kiosk on the folder as a host would; `lines` is what the operator was told. */
async function composed(options: Partial<ComposeOptions> = {}) {
  const lines: string[] = [];
  const composition = await compose({
    ...plainHost(folder, lines),
    launchWorker: launchForkedWorker,
    ...options,
  });
  return { composition, lines };
}

async function kioskOf(options: Partial<ComposeOptions> = {}) {
  const { composition, lines } = await composed(options);
  if (composition.kind === 'refused') throw new Error(composition.line);
  return { composition, lines };
}

test('a kiosk is ready once its models are', async () => {
  await using composition = (await kioskOf()).composition;
  const phases = new Set<SessionView['phase']>();
  composition.kiosk.onView(({ phase }) => phases.add(phase));
  await expect.poll(() => [...phases], { timeout: 30_000 }).toEqual(['starting', 'idle']);
});

test('a kiosk is no demo and hands out no demo subject unless it was started as one', async () => {
  await using kiosk = (await kioskOf()).composition;
  expect([kiosk.kiosk.view().demo, kiosk.demoSubject]).toEqual([false, null]);
});

test('a demo says so in every view and brings its subject, verified', async () => {
  await using demo = (await kioskOf({ demo: true })).composition;
  expect(demo.kiosk.view().demo).toBe(true);
  // The JPEG's own first bytes.
  expect(
    Buffer.from(demo.demoSubject ?? [])
      .subarray(0, 2)
      .toString('hex'),
  ).toBe('ffd8');
});

test('a second kiosk is refused in one line while the first is there', async () => {
  const first = (await kioskOf()).composition;
  const { composition } = await composed();
  expect(composition).toEqual({
    kind: 'refused',
    line: `kiosk: another one is running on ${folder}; stop it first`,
    exitCode: 3,
  });
  await first[Symbol.asyncDispose]();
  const { composition: third } = await kioskOf();
  await third[Symbol.asyncDispose]();
});

test('settings that are wrong are refused: no default takes their place', async () => {
  await writeFile(join(folder, 'settings.json'), '{"door": {"pulseMs": 0}}');
  const { composition } = await composed();
  expect(composition).toMatchObject({ kind: 'refused', exitCode: 2 });
});

test('an operator’s release is logged by name, then opens the door', async () => {
  const { composition } = await kioskOf();
  await using kiosk = composition;
  const release = { operator: 'Ada', reason: 'a wheelchair' };
  const { id } = await kiosk.release(release, AbortSignal.timeout(5000));
  const pulses = await readPulses(join(folder, 'door-pulses.jsonl'));
  expect(pulses.map(({ decisionId }) => decisionId)).toEqual([id]);
});

test('a kiosk without models lets people in by badge, as its log and its door say', async () => {
  const { composition } = await kioskOf({ root: folder });
  await using kiosk = composition;
  await expect.poll(() => kiosk.kiosk.view().phase, { timeout: 30_000 }).toBe('not-ready');
  const badge = { kind: 'badge', value: '04A1B2C3' } as const;
  await kiosk.kiosk.present(badge);
  expect(kiosk.kiosk.view().access).toMatchObject({ state: 'refused', reason: 'not-known' });
  await kiosk.attended.credentials?.add(
    { ...badge, holder: 'Ada', expiresAt: null },
    async () => undefined,
  );
  await kiosk.kiosk.present(badge);
  expect(kiosk.kiosk.view()).toMatchObject({ phase: 'not-ready', access: { state: 'granted' } });
  const pulses = await readPulses(join(folder, 'door-pulses.jsonl'));
  expect(pulses).toHaveLength(1);
  kiosk.kiosk.cancel();
  expect(kiosk.kiosk.view().access).toBeUndefined();
});

test('badges and PINs that are damaged are told in one line, and the kiosk runs all the same', async () => {
  await writeFile(join(folder, 'credentials.sqlite'), 'not a database', { mode: 0o600 });
  const { composition, lines } = await kioskOf();
  await using kiosk = composition;
  expect(lines.filter((line) => line.startsWith('badges and PINs let nobody in: '))).toHaveLength(
    1,
  );
  await expect.poll(() => kiosk.kiosk.view().phase, { timeout: 30_000 }).toBe('idle');
  await kiosk.kiosk.present({ kind: 'pin', value: '482913' });
  expect(kiosk.kiosk.view().access).toEqual({ state: 'call-staff' });
});

test('an operator who made both models agree is told so at every start', async () => {
  await writeFile(join(folder, 'settings.json'), '{"policy": {"fusion": "strict"}}');
  const { composition, lines } = await kioskOf();
  await composition[Symbol.asyncDispose]();
  expect(lines).toContain('policy: strict, both models must agree');
});

test('an installation without models is a kiosk that is not ready and says what is missing', async () => {
  const { composition, lines } = await kioskOf({ root: folder });
  await using kiosk = composition;
  await expect.poll(() => kiosk.kiosk.view().phase, { timeout: 30_000 }).toBe('not-ready');
  const [line, ...more] = lines.filter((each) => !each.startsWith('notice: '));
  expect(line).toContain('models/manifest.json');
  expect(more).toEqual([]);
});

test('what joins the adapters leaves onnxruntime to the worker, so that its crash is not the kiosk’s', async () => {
  const code = `await import(${JSON.stringify(new URL('./compose.ts', import.meta.url).href)});
    console.log(JSON.stringify(process.report.getReport().sharedObjects));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code]);
  expect(stdout).toContain('libc');
  expect(stdout).not.toContain('onnxruntime');
});

test('a calibration that was fitted to this camera is what the kiosk runs, and shows', async () => {
  await writeFile(join(folder, 'calibration.json'), JSON.stringify(calibrationOf({})));
  await using kiosk = (await kioskOf()).composition;
  expect(kiosk.kiosk.view().calibration).toMatch(/^[\da-f]{12}$/);
  await using demo = (await kioskOf({ demo: true, data: join(folder, 'demo') })).composition;
  expect(demo.kiosk.view()).not.toHaveProperty('calibration');
});

test.each([
  ['is no calibration', '{}', /calibration\.json: .*; run: gatelight calibrate, or delete it/],
  [
    'was fitted with other models',
    JSON.stringify(calibrationOf({ minifasnet_v2_80: 'e'.repeat(64) })),
    /calibration\.json: fitted with another minifasnet_v2_80; run: gatelight calibrate/,
  ],
])('a kiosk refuses a calibration that %s', async (_, text, line) => {
  await writeFile(join(folder, 'calibration.json'), text);
  const { composition } = await composed();
  expect(composition).toMatchObject({
    kind: 'refused',
    exitCode: 2,
    line: expect.stringMatching(line),
  });
});
