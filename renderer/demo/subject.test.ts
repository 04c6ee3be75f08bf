import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Action } from '#core/challenge/index.ts';
import type { DemoBehaviour } from '#core/protocol/index.ts';
import { createSubject, type Bearing, type Cue, type Subject } from './subject.ts';
import { drawTraits } from './traits.ts';

const cue = (phase: Cue['phase'], action: Cue['action'] = null, over = false): Cue => ({
  phase,
  action,
  over,
});
const PROMPTED_AT = 8000;

/** A subject that has come before the camera and is asked for something at `PROMPTED_AT`. */
function prompted(behaviour: DemoBehaviour, action: Action, seed = 1): Subject {
  const subject = createSubject({ seed, behaviour });
  subject.see(cue('idle'), 0);
  subject.see(cue('positioning'), 4000);
  subject.see(cue('passive'), 6000);
  subject.see(cue('active'), 7500);
  subject.see(cue('active', action), PROMPTED_AT);
  return subject;
}

/** What the subject does from one time to another, at 25 frames a second. */
function watch(subject: Subject, from: number, to: number): readonly Bearing[] {
  const seen: Bearing[] = [];
  for (let at = from; at <= to; at += 40) seen.push(subject.bearingAt(at));
  return seen;
}
const yaws = (seen: readonly Bearing[]): readonly number[] => seen.map(({ pose }) => pose.yaw);
const lids = (seen: readonly Bearing[]): readonly number[] => seen.map(({ pose }) => pose.blink);

describe('a subject who obeys', () => {
  test('turns to their own left or right, clearly and not too far, whoever they are', () => {
    fc.assert(
      fc.property(fc.nat(), fc.boolean(), (seed, left) => {
        const subject = prompted('obeys', left ? 'LOOK LEFT' : 'LOOK RIGHT', seed);
        const held = watch(subject, PROMPTED_AT + 1400, PROMPTED_AT + 3000);
        for (const yaw of yaws(held).map((one) => (left ? one : -one))) {
          expect(yaw).toBeGreaterThan(16);
          expect(yaw).toBeLessThan(24);
        }
      }),
    );
  });

  test('nods up or down, and smiles, clearly and not too far, whoever they are', () => {
    fc.assert(
      fc.property(fc.nat(), fc.boolean(), (seed, up) => {
        const held = [PROMPTED_AT + 1400, PROMPTED_AT + 3000] as const;
        const nodding = watch(prompted('obeys', up ? 'LOOK UP' : 'LOOK DOWN', seed), ...held);
        for (const { pose } of nodding) {
          expect(up ? pose.pitch : -pose.pitch).toBeGreaterThan(14);
          expect(up ? pose.pitch : -pose.pitch).toBeLessThan(20);
        }
        for (const { pose } of watch(prompted('obeys', 'SMILE', seed), ...held)) {
          expect(pose.smile).toBeGreaterThanOrEqual(0.75);
          expect(Math.abs(pose.pitch)).toBeLessThan(2);
        }
      }),
    );
  });

  test('needs a human time to react', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const early = watch(prompted('obeys', 'LOOK LEFT', seed), PROMPTED_AT, PROMPTED_AT + 240);
        expect(Math.max(...yaws(early).map(Math.abs))).toBeLessThan(2);
      }),
    );
  });

  test('blinks wholly when asked to, and again while the prompt stands', () => {
    const seen = lids(watch(prompted('obeys', 'BLINK'), PROMPTED_AT, PROMPTED_AT + 4500));
    const closures = seen.filter((lid, i) => lid === 1 && (seen[i - 1] ?? 0) < 1);
    expect(closures.length).toBeGreaterThanOrEqual(2);
  });

  test('looks straight ahead again once the prompt is gone', () => {
    const subject = prompted('obeys', 'LOOK RIGHT');
    subject.see(cue('active'), PROMPTED_AT + 2000);
    const after = watch(subject, PROMPTED_AT + 3200, PROMPTED_AT + 4000);
    expect(Math.max(...yaws(after).map(Math.abs))).toBeLessThan(2);
  });

  test('comes after the attract screen was seen, and goes after the result was read', () => {
    const subject = prompted('obeys', 'BLINK');
    expect(createSubject({ seed: 1, behaviour: 'obeys' }).bearingAt(0).aside).toBe(1);
    expect(subject.bearingAt(4000).aside).toBe(0);
    subject.see(cue('concluded', null, true), 10_000);
    expect(subject.bearingAt(11_000).aside).toBe(0);
    expect(subject.bearingAt(13_000).aside).toBe(1);
    subject.see(cue('idle'), 15_000);
    expect(subject.bearingAt(17_000).aside).toBe(1);
    expect(subject.bearingAt(20_000).aside).toBe(0);
  });

  test('comes at once when somebody pressed Start', () => {
    const subject = createSubject({ seed: 4, behaviour: 'obeys' });
    subject.see(cue('idle'), 0);
    subject.see(cue('positioning'), 100);
    expect(subject.bearingAt(2000).aside).toBe(0);
  });

  test('breathes and blinks unasked, as a picture does not', () => {
    const subject = createSubject({ seed: 9, behaviour: 'obeys' });
    subject.see(cue('positioning'), 0);
    const seen = watch(subject, 2000, 14_000);
    expect(new Set(seen.map(({ pose }) => pose.shiftY.toFixed(4))).size).toBeGreaterThan(20);
    expect(Math.max(...lids(seen))).toBe(1);
  });

  test('is the same subject for the same seed, and another for another', () => {
    const of = (seed: number): readonly Bearing[] =>
      watch(prompted('obeys', 'LOOK LEFT', seed), PROMPTED_AT, PROMPTED_AT + 2000);
    expect(of(3)).toEqual(of(3));
    expect(of(3)).not.toEqual(of(4));
  });
});

test('a subject who does nothing answers no prompt', () => {
  fc.assert(
    fc.property(fc.nat(), fc.boolean(), (seed, left) => {
      const subject = prompted('does-nothing', left ? 'LOOK LEFT' : 'LOOK RIGHT', seed);
      const seen = watch(subject, PROMPTED_AT, PROMPTED_AT + 8000);
      expect(Math.max(...yaws(seen).map(Math.abs))).toBeLessThan(2);
    }),
  );
});

test.each([
  ['LOOK LEFT', -1],
  ['LOOK RIGHT', 1],
  ['BLINK', 1],
  ['SMILE', 1],
] as const)('a subject who does the opposite answers %s with a wrong turn', (action, side) => {
  const seen = watch(prompted('does-the-opposite', action), PROMPTED_AT, PROMPTED_AT + 2000);
  expect(Math.max(...yaws(seen).map((yaw) => yaw * side))).toBeGreaterThan(21);
});

test.each([
  ['LOOK UP', -1],
  ['LOOK DOWN', 1],
] as const)('a subject who does the opposite answers %s with a wrong nod', (action, way) => {
  const seen = watch(prompted('does-the-opposite', action), PROMPTED_AT, PROMPTED_AT + 2000);
  expect(Math.max(...seen.map(({ pose }) => pose.pitch * way))).toBeGreaterThan(16);
});

test('a subject of another temper moves by that one', () => {
  const slow = { ...drawTraits(1).temper, reaction: [1500, 1500] } as const;
  const subject = createSubject({ seed: 1, behaviour: 'obeys' }, slow);
  subject.see(cue('active', 'LOOK LEFT'), 0);
  expect(Math.max(...yaws(watch(subject, 0, 1400)))).toBeLessThan(2);
  expect(Math.max(...yaws(watch(subject, 1500, 2600)))).toBeGreaterThan(16);
});

test('a subject who leaves is gone soon after the active phase began, and stays away', () => {
  const subject = prompted('leaves', 'LOOK LEFT');
  expect(subject.bearingAt(7400).aside).toBe(0);
  expect(watch(subject, 9500, 20_000).every(({ aside }) => aside === 1)).toBe(true);
});

test('a still never moves, whatever it is asked', () => {
  const seen = watch(prompted('still', 'BLINK'), 0, 20_000);
  expect(new Set(seen.map((bearing) => JSON.stringify(bearing))).size).toBe(1);
});
