import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChallengeSample } from '#core/challenge/index.ts';
import { degrees, ms } from '#core/frame/index.ts';
import { guidanceAfter, NO_GUIDANCE, shownProgress, type Guidance } from './guidance.ts';
import type { FaceReading } from './landmarker-messages.ts';

/** A calm face, turned this far. */
const sample = ({ yaw = 0, eyes = 0.3 } = {}): ChallengeSample => ({
  at: ms(0),
  pose: { yaw: degrees(yaw), pitch: degrees(0), roll: degrees(0) },
  eyes,
  mouth: { width: 0.55, drop: 0.36, opening: 0 },
});
/** A face in the middle of the picture at arm's length and a half. */
const face = (change: Partial<FaceReading> = {}): FaceReading => {
  const height = change.height ?? 0.4;
  const width = height * 0.6;
  const box = { x: 0.5 - width / 2, y: 0.5 - height / 2, width, height };
  return { ...box, sample: sample(), ...change };
};
const turned = (yaw: number): FaceReading => face({ sample: sample({ yaw }) });
const after = (reading: FaceReading | null, before: Guidance = NO_GUIDANCE): Guidance =>
  guidanceAfter(before, reading, 'positioning');

test('a face in the oval fits it and is told to stay', () => {
  expect(after(face())).toMatchObject({ placement: 'good', fit: 1 });
});

test.each([
  ['far', { height: 0.15 }],
  ['near', { height: 0.8 }],
  // The camera's own left is the subject's right: they go left.
  ['left', { x: 0.05 }],
  ['right', { x: 0.7 }],
  ['off-centre', { y: 0.55 }],
] as const)('%s: a face with %j is guided back', (placement, change) => {
  const guidance = after(face(change));
  expect(guidance.placement).toBe(placement);
  expect(guidance.fit).toBeLessThan(0.75);
});

test('a face that is too near is never asked to come nearer', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.63, max: 1.5, noNaN: true }), (height) => {
      expect(after(face({ height })).placement).toBe('near');
    }),
  );
});

test('coming nearer from far away fits better and better', () => {
  const fits = [0.12, 0.2, 0.28, 0.36, 0.4].map((height) => after(face({ height })).fit);
  expect(fits).toEqual(fits.toSorted((a, b) => a - b));
});

test('fit is a share whatever the page saw', () => {
  const number = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(
    fc.property(number, number, fc.double({ min: 0, max: 3, noNaN: true }), (x, y, height) => {
      const { fit } = after(face({ x, y, height }));
      expect(fit).toBeGreaterThanOrEqual(0);
      expect(fit).toBeLessThanOrEqual(1);
    }),
  );
});

test('without a face there is nothing to show', () => {
  expect(after(null, after(face()))).toMatchObject({ placement: null, fit: 0, sample: null });
});

test('a motion counts from how the subject faced the camera, not from zero', () => {
  let guidance = NO_GUIDANCE;
  for (const yaw of [0, 5, -6, -6, -6, -6, -6]) guidance = after(turned(yaw), guidance);
  const now = guidanceAfter(guidance, turned(2), 'active');
  expect(shownProgress('LOOK LEFT', 0, now)).toBeCloseTo(0.5);
  expect(shownProgress('LOOK RIGHT', 0, now)).toBe(0);
});

test('blinks while looking straight do not make eyes seem closed', () => {
  let guidance = NO_GUIDANCE;
  for (const eyes of [0.3, 0.05, 0.3, 0.3, 0.04, 0.3]) {
    guidance = after(face({ sample: sample({ eyes }) }), guidance);
  }
  expect(guidance.neutral?.eyes).toBeCloseTo(0.3);
});

test('while a challenge is open, turning does not move the zero', () => {
  let guidance = after(face());
  for (let i = 0; i < 40; i += 1) guidance = guidanceAfter(guidance, turned(8), 'active');
  expect(shownProgress('LOOK LEFT', 0, guidance)).toBeCloseTo(0.5);
});

test('only the main side completes a motion, and it is believed when it has seen more', () => {
  const far = guidanceAfter(after(face()), turned(60), 'active');
  expect(shownProgress('LOOK LEFT', 0.3, far)).toBeLessThan(1);
  expect(shownProgress('LOOK LEFT', 1, NO_GUIDANCE)).toBe(1);
  expect(shownProgress('BLINK', 0.5, NO_GUIDANCE)).toBe(0.5);
});
