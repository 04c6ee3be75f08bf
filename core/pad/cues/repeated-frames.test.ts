import { describe, expect, it } from 'vitest';
import { ms, type Frame } from '#core/frame/index.ts';
import { cuePolicy } from './policy.ts';
import { createNoveltyMeter, readRepeatedFrames, type Novelty } from './repeated-frames.ts';
import { createRandom, type Random } from './testing/random.ts';

const SIZE = { width: 80, height: 60 };
const { denyAt } = cuePolicy['repeated-frames'];

/** A grey slope with a bright disc, its centre `step` pixels along, as a camera with this much noise sees it. */
function shot(step: number, noise = 0, random: Random = createRandom(1)): Frame {
  const data = new Uint8Array(4 * SIZE.width * SIZE.height);
  for (let i = 0; i < SIZE.width * SIZE.height; i += 1) {
    const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)];
    const disc = Math.hypot(x - 20 - step / 2, y - 30) < 12 ? 60 : 0;
    data[4 * i + 1] = 60 + x + disc + noise * (random.uniform() - 0.5);
  }
  return { ...SIZE, data, capturedAt: ms(0) };
}

function novelties(frames: readonly Frame[]): readonly Novelty[] {
  const meter = createNoveltyMeter();
  return frames.map((frame) => meter(frame));
}

const strength = (frames: readonly Frame[]): number => {
  const reading = readRepeatedFrames(novelties(frames));
  return reading.kind === 'read' ? reading.strength : Number.NaN;
};
const steps = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('the repetition cue', () => {
  it('sees a stream that stands still', () => {
    const frames = steps(12).map(() => shot(0));
    expect(novelties(frames)).toEqual(['new', ...steps(11).map(() => 'unchanged')]);
    expect(readRepeatedFrames(novelties(frames))).toEqual({
      kind: 'read',
      cue: 'repeated-frames',
      strength: 1,
      species: 'injection',
    });
  });

  it('does not mind a subject who sits still before a camera that has any noise at all', () => {
    const random = createRandom(3);
    expect(strength(steps(12).map(() => shot(0, 1.5, random)))).toBe(0);
  });

  it('sees a film that begins again, also where only some of its pictures are caught again', () => {
    const film = steps(30);
    const outOfStep = film.filter((step) => step % 2 === 1 || step % 6 === 0);
    expect(strength([...film, ...film].map((step) => shot(step)))).toBe(1);
    expect(strength([...film.filter((s) => s % 2 === 0), ...outOfStep].map((s) => shot(s)))).toBe(
      // Five recurrences among 35 frames.
      5 / 35 / 0.25,
    );
  });

  it('does not mind a subject who comes back to the same place', () => {
    const random = createRandom(5);
    const there = steps(15);
    const frames = [...there, ...there.toReversed(), ...there].map((s) => shot(s, 1.5, random));
    expect(strength(frames)).toBe(0);
  });

  it('does not mind a camera that hands out some frames twice, or one stale buffer', () => {
    expect(strength(steps(24).map((i) => shot(Math.floor(i / 3))))).toBeLessThan(denyAt);
    expect(strength([...steps(20), 4, ...steps(20).map((i) => 20 + i)].map((i) => shot(i)))).toBe(
      0,
    );
  });

  it('does not mind a lens that is covered again and again', () => {
    const black: Frame = { ...SIZE, data: new Uint8Array(4 * 80 * 60), capturedAt: ms(0) };
    const frames = steps(16).flatMap((i) => [shot(i), black]);
    expect(strength(frames)).toBe(0);
  });

  it('says nothing of a few frames', () => {
    expect(readRepeatedFrames(['new', 'unchanged'])).toMatchObject({ reason: 'too-few-frames' });
  });

  it('forgets what is older than its memory', () => {
    const meter = createNoveltyMeter();
    const first = shot(0);
    const random = createRandom(8);
    meter(first);
    for (let i = 0; i < 5; i += 1) meter(shot(i, 1, random));
    expect(meter(first)).toBe('recurred');
    for (let i = 0; i < 900; i += 1) meter(shot(i % 40, 1, random));
    expect(meter(first)).toBe('new');
  });
});
