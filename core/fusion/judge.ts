// A still, a burst or a clip: which of its frames may be judged, and what they say together. Pure; CLI, API.

import {
  cuePolicy,
  type CuePolicy,
  type CueReading,
  type PadEvidence,
  type PadModel,
  type PadScore,
} from '#core/pad/index.ts';
import type { CaptureIssue } from '#core/quality/index.ts';
import { applyCues, type Pai } from './apply-cues.ts';
import { fuse, midmean, voteOf } from './fuse.ts';
import type { FusionPolicy } from './policy.ts';

/** A frame as far as it can be judged by itself. */
export interface Look {
  readonly faces: number;
  /** Why it cannot be judged, or null. */
  readonly issue: CaptureIssue | null;
  /** Looks at the camera as closely as a kiosk asks of the frames that vote. */
  readonly isNearFrontal: boolean;
}

/** A frame that was scored, or whose models failed. */
export interface ScoredLook extends Look {
  readonly pad: PadEvidence;
}

/** What is said of one file. */
export interface Judgement {
  /** `non-response`: nothing could be judged, or the fusion abstained. */
  readonly outcome: 'bona-fide' | 'attack' | 'non-response';
  /** Null where nothing could be judged; a number between the fusion's two points where it abstained. */
  readonly score: PadScore | null;
  /** The instrument of an attack; null for everything else. */
  readonly pai: Pai | null;
  /** Why nothing could be judged; null when something was, or when a model failed. */
  readonly issue: CaptureIssue | null;
  /** Faces in the frames that count. */
  readonly faces: number;
  /** Each model's fused score; null where nothing could be judged. */
  readonly models: Readonly<Record<PadModel, PadScore>> | null;
}

/** What the cues say of the same still or clip, and which of them are heard. */
export interface Cues {
  readonly readings: readonly CueReading[];
  readonly policy: CuePolicy;
}

const NO_CUES: Cues = { readings: [], policy: cuePolicy };

/** Judges frames together. All of them are taken to be worth a vote: leave the others out. */
export function judge(
  looks: readonly ScoredLook[],
  policy: FusionPolicy,
  cues: Cues = NO_CUES,
): Judgement {
  const scored = looks.flatMap(({ pad }) => (pad.kind === 'scored' ? [pad] : []));
  const faces = Math.max(0, ...looks.map((look) => look.faces));
  const votes = scored.flatMap((pad) => voteOf(pad) ?? []);
  const minifas = midmean(scored.map((pad) => pad.models.minifas_v2_se_128));
  const minifasnet = midmean(scored.map((pad) => pad.models.minifasnet_v2_80));
  // A frame without its score is missing evidence: the others do not stand in for it.
  const isWhole = scored.length === looks.length;
  if (!isWhole || minifas === null || minifasnet === null) return unjudged(null, faces);
  const { fused, pai } = applyCues(fuse(votes, policy), cues.readings, cues.policy);
  return {
    outcome: fused.kind === 'undecided' ? 'non-response' : fused.kind,
    score: fused.score,
    pai,
    issue: null,
    faces,
    models: { minifas_v2_se_128: minifas, minifasnet_v2_80: minifasnet },
  };
}

/** A still has one frame, which is judged unless the gate refuses it; how frontal it is, the gate has said. */
export const judgeStill = (look: ScoredLook, policy: FusionPolicy, cues?: Cues): Judgement =>
  look.issue === null ? judge([look], policy, cues) : unjudged(look.issue, look.faces);

/**
 * The frames of a clip that are judged: at most `count`, spread evenly over those that may vote, as indices in order.
 * Or, where fewer may vote than the policy needs, why.
 */
export function chooseFrames(
  looks: readonly Look[],
  count: number,
  policy: FusionPolicy,
): readonly number[] | Judgement {
  const may = looks.flatMap(({ issue, isNearFrontal }, i) =>
    issue === null && isNearFrontal ? [i] : [],
  );
  if (may.length >= policy.minVotes) return spread(may, count);
  const faces = Math.max(0, ...looks.map((look) => look.faces));
  return unjudged(mostFrequentTrouble(looks), faces);
}

const unjudged = (issue: CaptureIssue | null, faces: number): Judgement => ({
  outcome: 'non-response',
  score: null,
  pai: null,
  issue,
  faces,
  models: null,
});

/** `count` items at even distances, the middle of each span; all of them where there are no more. */
function spread<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items;
  return items.filter((_, i) => {
    const span = Math.floor((i * count) / items.length);
    return i === Math.floor(((span + 0.5) * items.length) / count);
  });
}

/** What kept most frames from voting; null where the clip was merely too short. */
function mostFrequentTrouble(looks: readonly Look[]): CaptureIssue | null {
  const troubles = looks.flatMap(
    ({ issue, isNearFrontal }) =>
      issue ?? (isNearFrontal ? [] : (['FACE_ANGLE_TOO_LARGE'] as const)),
  );
  const ranked = [...Map.groupBy(troubles, (issue) => issue)].toSorted(
    ([, a], [, b]) => b.length - a.length,
  );
  return ranked[0]?.[0] ?? null;
}
