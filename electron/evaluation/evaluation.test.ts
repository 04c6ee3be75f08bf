import { describe, expect, it } from 'vitest';
import { padScore } from '#core/pad/index.ts';
import { evaluate, type JudgedFile } from './evaluation.ts';

const THRESHOLD = 0.6;
const JUDGING = { threshold: THRESHOLD, strict: false };

/** A still as `check` would judge it at the threshold, unless it is said otherwise. */
function still(
  file: string,
  score: number | null,
  said: Partial<JudgedFile['verdict']> = {},
): JudgedFile {
  const [top, species] = file.split('/');
  const presented = top === 'bona-fide' ? 'bona-fide' : species === 'replay' ? 'replay' : 'print';
  const outcome = score === null ? 'non-response' : score >= THRESHOLD ? 'bona-fide' : 'attack';
  return {
    file,
    presented,
    verdict: {
      kind: 'judged',
      media: 'still',
      outcome,
      score: score === null ? null : padScore(score),
      issue: score === null ? 'BLURRED' : null,
      pai: null,
      elapsedMs: 40,
      ...said,
    },
  };
}

const files = [
  still('bona-fide/anna/1.jpg', 0.95),
  still('bona-fide/anna/2.jpg', 0.4),
  still('bona-fide/ben/1.jpg', 0.9),
  still('bona-fide/ben/2.jpg', null),
  still('attack/print/1.jpg', 0.05),
  still('attack/print/2.jpg', 0.7),
  still('attack/replay/1.jpg', 0.1),
];

describe('an evaluation', () => {
  it('has the rates that one counts by hand', () => {
    const { rates } = evaluate(files, JUDGING);
    expect(rates.bonaFide).toMatchObject({ n: 4, errors: 1, nonResponse: 1 });
    expect(rates.bonaFide.bpcer?.[0]).toBe(0.25);
    expect(rates.bonaFide.refused?.[0]).toBe(0.5);
    expect(rates.worst).toMatchObject({ species: 'print', n: 2, errors: 1 });
    // Clopper and Pearson, 1 of 2.
    expect(rates.worst?.apcer?.[1]).toBeCloseTo(0.0126, 4);
    expect(rates.worst?.apcer?.[2]).toBeCloseTo(0.9874, 4);
  });

  it('finds the threshold that would have kept the attacks out, and what it would have cost', () => {
    const [strictest] = evaluate(files, JUDGING).operatingPoints;
    expect(strictest).toMatchObject({ target: 0.01, point: { threshold: 0.9, apcer: 0 } });
    expect(strictest?.point?.bpcer?.[0]).toBe(0.25);
  });

  it('knows that no threshold lets in what other evidence denied', () => {
    const denied = still('attack/replay/2.jpg', 0.99, { outcome: 'attack' });
    const { operatingPoints, rates } = evaluate([...files, denied], JUDGING);
    expect(rates.attacks.find(({ species }) => species === 'replay')).toMatchObject({ errors: 0 });
    expect(operatingPoints[0]?.point?.threshold).toBe(0.9);
  });

  it('counts how often the instrument of a recognised attack was named, and rightly', () => {
    const named = (file: string, species: 'print' | 'replay' | 'unknown', score = 0.1) =>
      still(file, score, { pai: { species, confidence: 0.8 } });
    const attacks = [
      named('attack/print/1.jpg', 'print'),
      named('attack/print/2.jpg', 'replay'),
      named('attack/print/3.jpg', 'unknown'),
      still('attack/print/4.jpg', 0.9),
      still('attack/replay/1.jpg', 0.9),
    ];
    expect(evaluate(attacks, JUDGING).naming).toEqual([
      { species: 'print', n: 3, right: 1, wrong: 1 },
    ]);
  });

  it('knows denial also where the fusion would have abstained', () => {
    const denied = still('attack/replay/2.jpg', 0.55, { outcome: 'attack' });
    const { det } = evaluate([still('bona-fide/1.jpg', 0.9), denied], JUDGING);
    expect(det.worst[0]).toMatchObject({ threshold: 0, apcer: 0 });
  });

  it('shows bona fide by folder, where there is more than one', () => {
    const { groups } = evaluate(files, JUDGING);
    expect(groups.map(({ group, rates }) => [group, rates.errors, rates.nonResponse])).toEqual([
      ['anna', 1, 0],
      ['ben', 0, 1],
    ]);
    expect(evaluate([still('bona-fide/1.jpg', 0.9)], JUDGING).groups).toEqual([]);
  });

  it('counts scores per class, and no score nowhere', () => {
    const { scores } = evaluate(files, JUDGING);
    const counted = scores.map(({ presented, scores: { counts } }) => [
      presented,
      counts.reduce((sum, count) => sum + count, 0),
    ]);
    expect(counted).toEqual([
      ['bona-fide', 3],
      ['print', 2],
      ['replay', 1],
    ]);
  });

  it('keeps the times of clips apart from those of stills', () => {
    const clip = still('bona-fide/anna/c.mp4', 0.9, { media: 'clip', elapsedMs: 1234 });
    const { timing } = evaluate([...files, clip], JUDGING);
    expect(timing).toMatchObject([
      { media: 'still', n: 7, p50Ms: 40, p95Ms: 40, histogram: { max: 50 } },
      { media: 'clip', n: 1, p50Ms: 1234, histogram: { max: 2000 } },
    ]);
  });
});
