// The capture gate on real pictures: the samples as they are, and moved over each threshold as a bad camera would have.
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Frame } from '#core/frame/index.ts';
import { kioskCapturePolicy } from '#core/quality/index.ts';
import { readStill } from '#electron/media/still.ts';
import { assetPath, stillsIn, testLibrary } from '../../e2e/support/assets.ts';
import { changed, openGate, type Gate } from './testing/gate.ts';

let gate: Gate;
let desk: Frame;
beforeAll(async () => {
  gate = await openGate(await testLibrary());
  desk = await sample('bona-fide/webcam-desk-1.jpg');
});
afterAll(() => gate[Symbol.asyncDispose]());

const sample = async (file: string): Promise<Frame> =>
  readStill(await assetPath(`samples/${file}`));

describe('the capture gate', () => {
  it('lets every sample be judged that has to be', async () => {
    const folders = ['samples/bona-fide', 'samples/attack/print', 'samples/attack/replay'];
    const files = (await Promise.all(folders.map(stillsIn))).flat();
    expect(files).toHaveLength(12);
    for (const file of files)
      expect([file, await gate.judge(await readStill(file))]).toEqual([file, 'acceptable']);
  });

  it.each([
    ['hands-on-head', 'acceptable'],
    ['no-face', 'FACE_NOT_FOUND'],
    ['small-faces', 'FACE_TOO_SMALL'],
    ['many-faces', 'TOO_MANY_FACES'],
    ['half-profile', 'FACE_ANGLE_TOO_LARGE'],
    ['hand-over-mouth', 'FACE_IS_OCCLUDED'],
    ['eyes-closed-dark', 'EYES_CLOSED'],
  ])('says of %s: %s', async (file, issue) => {
    expect(await gate.judge(await sample(`capture/${file}.jpg`))).toBe(issue);
  });

  // The face lies at 646, 408, is 343 by 455 pixels large and has 156 pixels between the eyes; the picture is 1440 by 1080.
  const cut = (left: number, top: number, width: number, height: number) => (picture: Sharp) =>
    picture.extract({ left, top, width, height });
  const within = (width: number, height: number) => (picture: Sharp) =>
    picture.resize(480).extend({ right: width - 480, bottom: height - 360 });

  // Each: a change that is still accepted, and one that is not.
  it.each([
    ['FACE_TOO_SMALL', (p: Sharp) => p.resize(330), (p: Sharp) => p.resize(280)],
    ['FACE_TOO_SMALL', within(1640, 600), within(2200, 600)],
    ['FACE_CROPPED', cut(0, 0, 1000, 1080), cut(0, 0, 920, 1080)],
    ['TOO_DARK', (p: Sharp) => p.linear(0.4), (p: Sharp) => p.linear(0.25)],
    ['TOO_BRIGHT', (p: Sharp) => p.linear(1.6), (p: Sharp) => p.linear(2.4)],
    ['BLURRED', (p: Sharp) => p.blur(3), (p: Sharp) => p.blur(12)],
  ])('says %s of one side of the threshold only', async (issue, inside, outside) => {
    expect(await gate.judge(await changed(desk, inside))).toBe('acceptable');
    expect(await gate.judge(await changed(desk, outside))).toBe(issue);
  });

  it.each([
    ['FACE_TOO_CLOSE', cut(540, 330, 560, 620), cut(590, 380, 460, 510)],
    ['FACE_CLOSE_TO_BORDER', cut(625, 100, 790, 980), cut(645, 100, 790, 980)],
    ['FACE_ANGLE_TOO_LARGE', (p: Sharp) => p.rotate(18), (p: Sharp) => p.rotate(34)],
  ])('says %s in a kiosk on one side of the threshold only', async (issue, inside, outside) => {
    expect(await gate.judge(await changed(desk, inside), kioskCapturePolicy)).toBe('acceptable');
    expect(await gate.judge(await changed(desk, outside), kioskCapturePolicy)).toBe(issue);
  });

  it('judges a still that is too close or too turned for a kiosk', async () => {
    const close = await changed(desk, cut(590, 380, 460, 510));
    expect(await gate.judge(close)).toBe('acceptable');
    const turned = await sample('bona-fide/minivision-t1.jpg');
    expect(await gate.judge(turned)).toBe('acceptable');
    expect(await gate.judge(turned, kioskCapturePolicy)).toBe('FACE_ANGLE_TOO_LARGE');
  });

  it.each([
    [0.5, 'acceptable'],
    [0.8, 'TOO_MANY_FACES'],
  ])('says of a second face of %f of the size: %s', async (size, issue) => {
    const head = await changed(desk, cut(560, 300, 520, 680));
    const { width, height } = head;
    const input = await sharp(head.data, { raw: { width, height, channels: 4 } })
      .resize(Math.round(width * size))
      .png()
      .toBuffer();
    const two = await changed(desk, (p) => p.composite([{ input, left: 40, top: 300 }]));
    expect(await gate.judge(two)).toBe(issue);
  });

  it.each([820, 840, 860, 880, 900])(
    'says FACE_CROPPED when the picture ends in the face, at column %i',
    async (column) => {
      expect(await gate.judge(await changed(desk, cut(0, 0, column, 1080)))).toBe('FACE_CROPPED');
    },
  );

  it('does not take smoothed skin for blur', async () => {
    // A median takes the pores and leaves the edges.
    expect(await gate.judge(await changed(desk, (p) => p.median(9)))).toBe('acceptable');
  });
});
