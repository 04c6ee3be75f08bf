// 1:N: the most similar faces of a collection, and how far ahead of anybody else the first one is. Main process, API, CLI.

import { identified, sameness, type Identification, type Match } from '#core/identity/index.ts';
import type { FaceRows } from './face-rows.ts';
import type { Gallery, Nearest } from './gallery.ts';
import type { SearchLimits } from './identity.ts';

const MAX_RESULTS = 5;

export async function searchGallery(
  gallery: Gallery,
  rows: FaceRows,
  presented: Float32Array,
  { maxResults = MAX_RESULTS, minSimilarity = -1 }: SearchLimits,
  nowMs: number,
): Promise<Identification> {
  // One more, for the margin; more and more while all of them are one person's, or have expired.
  for (let count = maxResults + 1; ; count *= 4) {
    const nearest = await gallery.nearest(presented, count);
    const found = nearest.flatMap((each) => matchOf(each, rows, nowMs));
    const other = found.find(({ externalId }) => externalId !== found[0]?.externalId);
    const whole = nearest.length < count;
    if (!whole && (other === undefined || found.length < maxResults)) continue;
    return identification(found, other, maxResults, minSimilarity);
  }
}

/** None where it was deleted meanwhile, has expired, or is not what was written. */
function matchOf(
  { sequence, similarity }: Nearest,
  rows: FaceRows,
  nowMs: number,
): readonly Match[] {
  const opened = rows.bySequence(sequence);
  if (opened === null || opened.face === null) return [];
  opened.template.fill(0);
  const { id, externalId, expiresAt } = opened.face;
  if (expiresAt !== null && Date.parse(expiresAt) <= nowMs) return [];
  return [{ faceId: id, externalId, similarity, same: sameness(similarity) }];
}

function identification(
  found: readonly Match[],
  other: Match | undefined,
  maxResults: number,
  minSimilarity: number,
): Identification {
  const [best] = found;
  return {
    matches: found.slice(0, maxResults).filter(({ similarity }) => similarity >= minSimilarity),
    margin: best && other ? best.similarity - other.similarity : null,
    same: identified(best, other),
  };
}
