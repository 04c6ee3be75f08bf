import { describe, expect, it, test } from 'vitest';
import type { Identification, Match } from './face.ts';
import {
  agreed,
  foundByClaim,
  foundByEverybody,
  unfound,
  type IdentityFinding,
} from './finding.ts';
import { identified, sameness } from './sameness.ts';

const matchOf = (externalId: string, similarity: number): Match => ({
  faceId: `face of ${externalId}`,
  externalId,
  similarity,
  same: sameness(similarity),
});

/** What a search answers, as `searchGallery` puts it together. */
function searched(...people: readonly (readonly [string, number])[]): Identification {
  const matches = people.map(([who, similarity]) => matchOf(who, similarity));
  const [best, other] = matches;
  return {
    matches,
    margin: best && other ? best.similarity - other.similarity : null,
    same: identified(best, other),
  };
}

describe('1:N', () => {
  // Who is enrolled and how alike they are, who is let in, or why nobody is.
  test.each([
    [[['ann', 0.7]], 'ann', null],
    [[['ann', 0.44]], 'ann', null],
    [
      [
        ['ann', 0.7],
        ['ben', 0.43],
      ],
      'ann',
      null,
    ],
    // From here on nothing may happen.
    [[], null, 'identity-unknown'],
    [[['ann', 0.371]], null, 'identity-unknown'],
    [[['ann', -0.2]], null, 'identity-unknown'],
    [[['ann', 0.4399]], null, 'identity-unsure'],
    [[['ann', 0.3711]], null, 'identity-unsure'],
    [
      [
        ['ann', 0.9],
        ['ben', 0.44],
      ],
      null,
      'identity-unsure',
    ],
    [
      [
        ['ann', 0.9],
        ['ben', 0.9],
      ],
      null,
      'identity-unsure',
    ],
  ] as const)('of %j lets in %s (%s)', (people, externalId, refusal) => {
    expect(foundByEverybody(searched(...people))).toMatchObject({ externalId, refusal });
  });

  it('names nobody who was not recognised, and says how alike they were', () => {
    expect(foundByEverybody(searched(['ann', 0.4], ['ben', 0.3]))).toEqual({
      demand: 'one-to-many',
      refusal: 'identity-unsure',
      externalId: null,
      similarity: 0.4,
      margin: expect.closeTo(0.1),
    });
  });
});

describe('1:1', () => {
  test.each([
    [matchOf('ann', 0.44), null],
    [matchOf('ann', 0.9), null],
    // From here on nothing may happen.
    [null, 'identity-unknown'],
    [matchOf('ann', 0.4399), 'identity-unsure'],
    [matchOf('ann', 0.372), 'identity-unsure'],
    [matchOf('ann', 0.371), 'identity-mismatch'],
    [matchOf('ann', -1), 'identity-mismatch'],
    [matchOf('ben', 0.9), 'identity-unsure'],
  ] as const)('with a badge of ann and %j ends in %s', (match, refusal) => {
    expect(foundByClaim('ann', match)).toMatchObject({ externalId: 'ann', refusal });
  });
});

describe('several frames of one session', () => {
  const ann = (similarity: number): IdentityFinding =>
    foundByEverybody(searched(['ann', similarity]));
  const ben = foundByEverybody(searched(['ben', 0.8]));

  it('recognise somebody where each of them does, and keep the weakest', () => {
    expect(agreed([ann(0.8), ann(0.5), ann(0.9)], 'one-to-many')).toEqual(ann(0.5));
  });

  test.each([
    ['none', [], 'identity-unsure'],
    ['one that is unsure', [ann(0.8), ann(0.42)], 'identity-unsure'],
    ['one that knows nobody', [ann(0.8), ann(0.1)], 'identity-unknown'],
    ['two people', [ann(0.8), ben], 'identity-unsure'],
    [
      'one that could not be asked about',
      [ann(0.8), unfound('one-to-many', 'identity-unavailable')],
      'identity-unavailable',
    ],
  ] as const)('recognise nobody where there is %s', (_, findings, refusal) => {
    expect(agreed(findings, 'one-to-many')).toMatchObject({ refusal, externalId: null });
  });
});
