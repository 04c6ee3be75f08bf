// A real kiosk, not a demo: production policy, a camera that Chromium itself provides. What it shows is a recording whose head
// never turns, so nobody may be let in, however bona fide the recorded face is. (One that happens to turn can pass: injection is
// open, see the threat model.)

import { mkdir } from 'node:fs/promises';
import { allowingVirtual, fakeCamera } from './support/fake-camera.ts';
import { launchChromium, openKiosk } from './support/chromium.ts';
import { messagesOf, turningPoints } from './support/story.ts';
import { expect, test } from './support/test.ts';

const KIOSK = ['--no-browser', '--unsandboxed', '--messages'];

test('a recording of a bona fide subject is judged bona fide and still not let in', async ({
  appliance,
  playwright,
}, testInfo) => {
  const folder = await folderOf(testInfo);
  const camera = await fakeCamera('samples/video/mouth-opens.mp4', folder);
  await using browser = await launchChromium(playwright, camera);
  const kiosk = await appliance({ args: KIOSK, data: await allowingVirtual(folder) });
  const page = await openKiosk(kiosk, await browser.newContext());
  const { messages, decisionId } = await kiosk.session();

  const frames = messagesOf(messages, 'frame_result');
  const bonaFide = frames.filter(({ label }) => label === 'REAL');
  expect(bonaFide.length).toBeGreaterThan(frames.length / 2);
  expect(turningPoints(messages).join()).toMatch(/^(passive,)+active,.*failed [A-Z ]+,FAKE$/u);
  // A short film begins again while the prompt stands: whichever is noticed first.
  const ends = [['repeated-frames'], ['challenge-timeout'], ['wrong-action']];
  expect(kiosk.log()).toMatchObject([
    {
      id: decisionId,
      host: 'kiosk',
      policy: { name: 'production' },
      camera: { label: expect.stringContaining('camera.mjpeg'), virtual: true },
      decision: 'deny',
    },
  ]);
  expect(ends).toContainEqual(kiosk.log()[0]?.reasons);
  expect(await kiosk.pulses()).toEqual([]);
  await expect(page.getByText('The door stays closed')).toBeVisible();
  await expect(page.getByText('Demo')).toHaveCount(0);
});

/** How sure the models are of each: the print scores between the two points, where the fusion abstains. */
const ATTACKS = [
  ['a printed face', 'samples/attack/print/paper-held.jpg', /^(attack|non-response)$/u],
  ['a face on a screen', 'samples/attack/replay/minivision-f2.jpg', /^attack$/u],
] as const;

for (const [what, sample, outcome] of ATTACKS) {
  test(`${what} before the camera is turned away before anything is asked`, async ({
    appliance,
    playwright,
  }, testInfo) => {
    const folder = await folderOf(testInfo);
    const camera = await fakeCamera(sample, folder);
    await using browser = await launchChromium(playwright, camera);
    const kiosk = await appliance({ args: KIOSK, data: await allowingVirtual(folder) });
    await openKiosk(kiosk, await browser.newContext());
    const { messages, decisionId } = await kiosk.session();

    expect(turningPoints(messages).join()).toMatch(/^(passive,)+FAKE$/u);
    expect(kiosk.log()).toMatchObject([
      {
        id: decisionId,
        outcome: expect.stringMatching(outcome),
        decision: 'deny',
        passed: [],
      },
    ]);
    expect(await kiosk.pulses()).toEqual([]);
  });
}

test('a camera that is no hardware is refused unless the operator said otherwise', async ({
  appliance,
  playwright,
}, testInfo) => {
  const camera = await fakeCamera('samples/video/mouth-opens.mp4', await folderOf(testInfo));
  await using browser = await launchChromium(playwright, camera);
  const kiosk = await appliance({ args: KIOSK });
  const page = await openKiosk(kiosk, await browser.newContext());

  await expect(page.getByText('This camera is not the one that this door uses.')).toBeVisible();
  await expect(page.getByText(/camera-refused: .*camera\.mjpeg/u)).toBeVisible();
  expect(await kiosk.line(/^camera-refused: /u)).toContain('connect a real one');
  // Somebody stands before it all the while.
  await page.waitForTimeout(2000);
  expect([kiosk.spoken, kiosk.log(), await kiosk.pulses()]).toEqual([[], [], []]);
});

async function folderOf(testInfo: { outputPath: () => string }): Promise<string> {
  const folder = testInfo.outputPath();
  await mkdir(folder, { recursive: true });
  return folder;
}
