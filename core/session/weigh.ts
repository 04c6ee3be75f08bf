// What the frames of a running session come to: their votes, and what the cues make of them. Pure; main process.

import { applyCues, fuse, fuseNewest, type Cued } from '#core/fusion/index.ts';
import {
  NOVELTY_WINDOW,
  readPlaneFits,
  readRepeatedFrames,
  type Novelty,
} from '#core/pad/index.ts';
import type { SessionPolicy } from './policy.ts';
import type { Active, Passive } from './state.ts';

export function weighNewest(
  { votes, novelties }: Passive | Active,
  { fusion, cues }: SessionPolicy,
): Cued {
  // Only a whole window of repetition counts.
  const readings = novelties.length < NOVELTY_WINDOW ? [] : [readRepeatedFrames(novelties)];
  return applyCues(fuseNewest(votes, fusion), readings, cues);
}

/** Once every challenge is answered: all votes, and whether the face turned as a sheet does. */
export const weighAll = ({ votes, planes }: Active, { fusion, cues }: SessionPolicy): Cued =>
  applyCues(fuse(votes, fusion), [readPlaneFits(planes)], cues);

export const withNovelty = (
  novelties: readonly Novelty[],
  novelty: Novelty | null,
): readonly Novelty[] =>
  novelty === null ? novelties : [...novelties, novelty].slice(-NOVELTY_WINDOW);
