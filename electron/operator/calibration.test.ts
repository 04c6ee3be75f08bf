import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openVideo } from '#electron/media/index.ts';
import { useTestAssets } from '../../e2e/support/assets.ts';
import { deskFolder, openDesk, type Desk, type DeskFolder } from '../../e2e/support/desk.ts';

let folder: DeskFolder;
let desk: Desk;
beforeAll(useTestAssets);
beforeEach(async () => {
  folder = await deskFolder();
  desk = await openDesk({ data: folder.data });
  await desk.setUp();
});
afterEach(async () => {
  await desk[Symbol.asyncDispose]();
  await folder.remove();
});

it('records a presentation as a clip that loses nothing, and keeps no other', async () => {
  const collecting = desk.ask({ ask: 'calibrate:collect', presented: 'print' });
  expect(await desk.refusal({ ask: 'calibrate:collect', presented: 'replay' })).toMatchObject({
    code: 'busy',
  });
  await desk.show(30);
  expect(await collecting).toEqual({ bonaFide: 0, attacks: { print: 1 }, needed: 20 });

  const part = join(folder.data, 'calibration', 'attack', 'print');
  const [name = '', ...others] = await readdir(part);
  expect(others).toEqual([]);
  const options = { fps: 10, maxSide: 640, signal: AbortSignal.timeout(20_000) };
  for await (const frame of openVideo(join(part, name), options)) {
    expect([frame.width, frame.height, frame.data[0]]).toEqual([64, 48, 90]);
    break;
  }
  expect.assertions(4);
});

it('says what a fit still lacks, and leaves the kiosk as it is; what was recorded can be thrown away', async () => {
  const collecting = desk.ask({ ask: 'calibrate:collect', presented: 'bona-fide' });
  await desk.show(30);
  await collecting;
  const fit = await desk.ask({ ask: 'calibrate:fit', keep: false });
  expect(fit).toMatchObject({ kind: 'not-fitted', sha256: null });
  expect(fit.lines.join('\n')).toContain('20 of each are needed');
  expect(await readdir(folder.data)).not.toContain('calibration.json');
  // Too little to fit is no reason to lose it.
  expect((await desk.ask({ ask: 'calibrate:state' })).bonaFide).toBe(1);
  expect((await desk.ask({ ask: 'calibrate:discard' })).bonaFide).toBe(0);
  expect(await readdir(folder.data)).not.toContain('calibration');
});
