// Whatever is broken, the door stays shut, the page says that the kiosk is not ready, and one line says what to do.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { childrenOf } from './support/processes.ts';
import { openKiosk } from './support/chromium.ts';
import { install } from './support/installation.ts';
import { messagesOf } from './support/story.ts';
import { expect, test } from './support/test.ts';

const NOT_AVAILABLE = 'This entrance is not available right now';
const DEMO = ['--demo', '--no-browser'];

let folder = '';
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelight-broken-'));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

test('without one of its models the kiosk is not ready, names the file, and is ready once it is back', async ({
  appliance,
  context,
}) => {
  const installation = await install(folder);
  await installation.remove('models/minifasnet_v2_80.onnx');
  const kiosk = await appliance({ args: DEMO, root: folder });
  const page = await openKiosk(kiosk, context);

  await expect(page.getByText(NOT_AVAILABLE)).toBeVisible();
  await expect(page.getByText('models-missing')).toBeVisible();
  expect(await kiosk.line(/minifasnet_v2_80\.onnx/u)).toContain('npm run bootstrap');
  expect([kiosk.spoken, kiosk.log(), await kiosk.pulses()]).toEqual([[], [], []]);

  await installation.restore('models/minifasnet_v2_80.onnx');
  await expect(page.getByText(NOT_AVAILABLE)).toBeHidden();
});

test('with a model of which one bit was changed the kiosk is not ready and names the file', async ({
  appliance,
  context,
}) => {
  const installation = await install(folder);
  await installation.alter('models/minifas_v2_se_128.onnx');
  const kiosk = await appliance({ args: DEMO, root: folder });
  const page = await openKiosk(kiosk, context);

  await expect(page.getByText('models-altered')).toBeVisible();
  expect(await kiosk.line(/minifas_v2_se_128\.onnx/u)).toMatch(/npm run bootstrap/u);
  expect([kiosk.spoken, kiosk.log(), await kiosk.pulses()]).toEqual([[], [], []]);
});

test('with a log that cannot be written no session begins', async ({ appliance, context }) => {
  // A folder in the log's place: no right of root makes it a file.
  await mkdir(join(folder, 'decisions.sqlite'));
  const kiosk = await appliance({ args: DEMO, data: folder });
  const page = await openKiosk(kiosk, context);

  await expect(page.getByText('log-unavailable')).toBeVisible();
  expect(await kiosk.line(/^log-unavailable: /u)).toContain('decisions.sqlite');
  expect([kiosk.spoken, await kiosk.pulses()]).toEqual([[], []]);
});

test('with a data folder that is none the kiosk still says so on its page', async ({
  appliance,
  context,
}) => {
  const data = join(folder, 'file');
  await writeFile(data, '');
  const kiosk = await appliance({ args: DEMO, data });
  const page = await openKiosk(kiosk, context);
  await expect(page.getByText('log-unavailable')).toBeVisible();
});

test('a grant that cannot be logged opens no door', async ({ demo }) => {
  const { appliance, page } = await demo('--seed', '3');
  await expect(page.getByText('Look straight ahead')).toBeVisible({ timeout: 20_000 });
  // Another process holds the log's write lock, as a backup that went wrong would.
  const other = new DatabaseSync(join(appliance.data, 'decisions.sqlite'));
  other.exec('BEGIN IMMEDIATE');
  try {
    await expect(page.getByText('Please ask for help')).toBeVisible({ timeout: 30_000 });
  } finally {
    other.close();
  }
  expect(await appliance.line(/^log: /u)).toContain('locked');
  expect(appliance.spoken.filter(({ type }) => type === 'decision')).toEqual([]);
  expect(appliance.spoken.at(-1)).toMatchObject({ type: 'final_result', label: 'FAKE' });
  expect([appliance.log(), await appliance.pulses()]).toEqual([[], []]);
});

test('a session whose inference process is killed ends in non-response, and the next one is judged again', async ({
  demo,
}) => {
  const { appliance, page } = await demo('--seed', '4');
  await expect
    .poll(() => appliance.spoken.some(({ type }) => type === 'frame_result'), { timeout: 20_000 })
    .toBe(true);
  const [worker] = childrenOf(appliance.process.pid);
  expect(worker).toBeDefined();
  process.kill(worker ?? 0, 'SIGKILL');

  const broken = await appliance.session();
  expect(appliance.log()).toMatchObject([
    {
      id: broken.decisionId,
      outcome: 'non-response',
      decision: 'deny',
      reasons: ['inference-failed'],
    },
  ]);
  expect(messagesOf(broken.messages, 'final_result')).toMatchObject([{ label: 'FAKE' }]);

  await page.getByRole('button', { name: 'Start' }).click({ timeout: 20_000 });
  const next = await appliance.session();
  expect(messagesOf(next.messages, 'final_result')).toMatchObject([{ label: 'REAL' }]);
  expect((await appliance.pulses()).map(({ decisionId }) => decisionId)).toEqual([next.decisionId]);
});

test('a second kiosk on the same data refuses in one line, and the first goes on', async ({
  appliance,
}) => {
  const first = await appliance({ args: DEMO, data: folder });
  await first.line(/^launcher: /u);
  const second = await appliance({ args: DEMO, data: folder });
  expect(await second.exit).toBe(3);
  expect(second.lines).toEqual([`kiosk: another one is running on ${folder}; stop it first`]);
  expect(first.process.exitCode).toBeNull();
});

test.describe('what it was started with', () => {
  test('an unknown argument is refused in one line', async ({ appliance }) => {
    const kiosk = await appliance({ args: ['--demo', '--door', 'garage'] });
    expect(await kiosk.exit).toBe(2);
    expect(kiosk.lines).toHaveLength(1);
    expect(kiosk.lines[0]).toContain('--door');
  });

  test('settings with a misspelt key are refused in one line', async ({ appliance }) => {
    await writeFile(join(folder, 'settings.json'), '{"dor": {}}');
    const kiosk = await appliance({ args: DEMO, data: folder });
    expect(await kiosk.exit).toBe(2);
    expect(kiosk.lines).toHaveLength(1);
    expect(kiosk.lines[0]).toContain('dor');
  });
});
