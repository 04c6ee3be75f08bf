import { describe, expect, it } from 'vitest';
import { ms } from '#core/frame/index.ts';
import {
  pictureState,
  samplePicture,
  unfrozen,
  watchPicture,
  type PictureState,
  type PictureWatch,
} from './picture.ts';

const SIZE = { width: 64, height: 48 };
/** A plain picture of this luma, with this much of a sensor's noise. */
function picture(luma: number, noise = 0) {
  const data = new Uint8Array(SIZE.width * SIZE.height * 4).map((_, i) =>
    i % 4 === 3 ? 255 : luma + ((i * 2_654_435_761) % (noise + 1)),
  );
  return { ...SIZE, data };
}

/** What is said after so many seconds at five frames a second; each frame differs by its noise unless it stands still. */
function after(seconds: number, luma: number, still = false, begun: PictureWatch | null = null) {
  let watch = begun;
  const start = begun === null ? 0 : begun.seenAt + 200;
  for (let i = 0; i <= seconds * 5; i += 1) {
    const sample = samplePicture(picture(luma, still ? 0 : 2 + (i % 3)));
    watch = watchPicture(watch, sample, ms(start + i * 200));
  }
  if (watch === null) throw new Error('nothing was shown');
  return watch;
}

describe('the watch over a camera’s picture', () => {
  it.each([
    ['a lit room', 120, false, 'fine'],
    ['a room at night', 30, false, 'dark'],
    ['a covered lens', 0, false, 'black'],
    ['a covered lens that does not even make noise', 0, true, 'black'],
    ['a picture that stands still', 120, true, 'frozen'],
    ['a dark picture that stands still', 30, true, 'frozen'],
  ] as const)('calls %s by its name', (_what, luma, still, said: PictureState) => {
    expect(pictureState(after(6, luma, still))).toBe(said);
  });

  it('says nothing of what lasts only for a moment', () => {
    expect(pictureState(after(1, 0))).toBe('fine');
    expect(pictureState(after(1, 30))).toBe('fine');
    expect(pictureState(after(3, 120, true))).toBe('fine');
  });

  it('sees a camera that is uncovered, and one that moves again, with the next frame', () => {
    expect(pictureState(after(0, 120, false, after(6, 0)))).toBe('fine');
    expect(pictureState(after(0, 120, false, after(6, 120, true)))).toBe('fine');
  });

  it('starts the watch for standing still anew where nobody looked', () => {
    const frozen = after(6, 120, true);
    expect(pictureState(unfrozen(frozen))).toBe('fine');
    expect(pictureState(after(6, 120, true, unfrozen(frozen)))).toBe('frozen');
  });

  it('takes a white spot on black for a picture', () => {
    const { data, ...size } = picture(0);
    const spot = data.map((value, i) => (i % 4 !== 3 && i < data.length / 10 ? 250 : value));
    const sample = samplePicture({ ...size, data: spot });
    expect(sample.brightest).toBeGreaterThan(200);
    expect(watchPicture(null, sample, ms(0)).blackSince).toBeNull();
  });
});
