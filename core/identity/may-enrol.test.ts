import { expect, test } from 'vitest';
import type { Match } from './face.ts';
import { mayEnrol } from './may-enrol.ts';
import { sameness } from './sameness.ts';

const match = (externalId: string, similarity: number): Match => ({
  faceId: `face of ${externalId}`,
  externalId,
  similarity,
  same: sameness(similarity),
});

const may = (resembles: string | null) => ({ kind: 'may', resembles });
const refused = { kind: 'refused', reason: 'another-person' };

test.each([
  ['nobody is enrolled', null, [], may(null)],
  ['strangers are', null, [match('ben', 0.2)], may(null)],
  ['it is another picture of them', match('ann', 0.7), [match('ann', 0.7)], may(null)],
  ['their other picture is poor', match('ann', 0.4), [match('ann', 0.4)], may(null)],
  ['somebody else has their name', match('ann', 0.2), [match('ann', 0.2)], refused],
  ['they are somebody else by another name', null, [match('ben', 0.6)], may('ben')],
  ['they are both', match('ann', 0.7), [match('ann', 0.7), match('ben', 0.5)], may('ben')],
  ['they might be somebody else', null, [match('ben', 0.43)], may(null)],
] as const)('enrolling ann where %s', (_, sameName, matches, leave) => {
  const anybody = { matches, margin: null, same: 'no' } as const;
  expect(mayEnrol('ann', { sameName, anybody })).toEqual(leave);
});
