import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { degrees } from '#core/frame/index.ts';
import { padScore } from '#core/pad/index.ts';
import {
  chooseEnrolment,
  cosine,
  DIFFERENT_UP_TO,
  enrolmentQuality,
  identified,
  normalised,
  SAME_FROM,
  sameness,
  type EnrolmentFrame,
  type Match,
} from './index.ts';

/** Points along the first axis, turned towards the second by an angle: `cosine` of two is that of their angles' difference. */
function turned(radians: number): Float32Array {
  const template = new Float32Array(128);
  template[0] = Math.cos(radians);
  template[1] = Math.sin(radians);
  return template;
}

const frame = (over: Partial<EnrolmentFrame> & { readonly yaw?: number } = {}): EnrolmentFrame => ({
  template: turned(0),
  eyeDistance: 80,
  sharpness: 1.6,
  pose: { yaw: degrees(over.yaw ?? 0), pitch: degrees(0), roll: degrees(0) },
  ...over,
});
const live = { kind: 'checked', score: padScore(0.9), threshold: 0.6 } as const;

describe('whether two templates are of one person', () => {
  it.each([
    [1, 'yes'],
    [SAME_FROM, 'yes'],
    [SAME_FROM - 1e-9, 'unsure'],
    [DIFFERENT_UP_TO + 1e-9, 'unsure'],
    [DIFFERENT_UP_TO, 'no'],
    [-1, 'no'],
  ] as const)('is, at a cosine of %f, %s', (similarity, same) => {
    expect(sameness(similarity)).toBe(same);
  });

  it('is never answered from what is no number', () => {
    expect(() => sameness(NaN)).toThrow(RangeError);
    expect(() => cosine(new Float32Array(128), new Float32Array(127))).toThrow(RangeError);
    expect(() => normalised(new Float32Array(128))).toThrow(RangeError);
  });

  it('is unsure where two different people both match', () => {
    const match = (similarity: number): Match => ({
      faceId: 'f',
      externalId: 'x',
      similarity,
      same: sameness(similarity),
    });
    expect(identified(match(0.8), match(0.3))).toBe('yes');
    expect(identified(match(0.8), match(0.4))).toBe('yes');
    expect(identified(match(0.8), match(0.45))).toBe('unsure');
    expect(identified(match(0.4), match(0.39))).toBe('unsure');
    expect(identified(match(0.2), undefined)).toBe('no');
    expect(identified(undefined, undefined)).toBe('no');
  });
});

describe('which frame is enrolled', () => {
  it.each([
    ['the larger one', frame({ eyeDistance: 40 })],
    ['the sharper one', frame({ sharpness: 1.3 })],
    ['the frontal one', frame({ yaw: 15 })],
  ])('is %s of two, wherever it stands', (_, worse) => {
    const better = frame();
    expect(chooseEnrolment([worse, better], live)).toMatchObject({ kind: 'chosen', frame: 1 });
    expect(chooseEnrolment([better, worse], live)).toMatchObject({ kind: 'chosen', frame: 0 });
  });

  it('is the first of equal ones', () => {
    expect(chooseEnrolment([frame(), frame()], live)).toMatchObject({ frame: 0, quality: 1 });
  });

  it('is none below the threshold of liveness, however good the pictures are', () => {
    const almost = { ...live, score: padScore(0.59) };
    expect(chooseEnrolment([frame()], almost)).toEqual({
      kind: 'refused',
      reason: 'liveness-failed',
    });
    const just = { ...live, score: padScore(0.6) };
    expect(chooseEnrolment([frame()], just)).toMatchObject({ kind: 'chosen' });
  });

  it('says that liveness was skipped where the caller skipped it', () => {
    expect(chooseEnrolment([frame()], { kind: 'skipped' })).toMatchObject({
      liveness: { kind: 'skipped' },
    });
    expect(chooseEnrolment([frame()], live)).toMatchObject({
      liveness: { kind: 'checked', score: 0.9 },
    });
  });

  it('is none where the frames do not show one person', () => {
    const stranger = frame({ template: turned(Math.acos(0.3)), eyeDistance: 40 });
    expect(chooseEnrolment([frame(), stranger], live)).toEqual({
      kind: 'refused',
      reason: 'different-people',
    });
    expect(chooseEnrolment([], live)).toEqual({ kind: 'refused', reason: 'no-frame' });
  });

  it('never ranks a smaller, softer or more turned picture higher', () => {
    const view = fc.record({
      eyeDistance: fc.double({ min: 1, max: 400, noNaN: true }),
      sharpness: fc.double({ min: 0, max: 4, noNaN: true }),
      yaw: fc.double({ min: 0, max: 89, noNaN: true }),
    });
    fc.assert(
      fc.property(view, view, (a, b) => {
        const worst = {
          eyeDistance: Math.min(a.eyeDistance, b.eyeDistance),
          sharpness: Math.min(a.sharpness, b.sharpness),
          yaw: Math.max(a.yaw, b.yaw),
        };
        const quality = enrolmentQuality(frame(a));
        expect(enrolmentQuality(frame(worst))).toBeLessThanOrEqual(quality);
        expect(quality).toBeGreaterThanOrEqual(0);
        expect(quality).toBeLessThanOrEqual(1);
      }),
    );
  });
});
