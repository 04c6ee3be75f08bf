// One request judged and logged: what every contract then puts into its own words. Main process of the API.

import type { Judgement } from '#core/fusion/index.ts';
import type { EnrolmentFrame } from '#core/identity/index.ts';
import type { PaiSpecies } from '#core/pad/index.ts';
import type { CaptureIssue } from '#core/quality/index.ts';
import { ApiFault } from './api-fault.ts';
import type { ApiLogPort, JudgeAnswer, JudgePort, JudgeRequest } from './ports.ts';

/** Where a request came from, for the log. */
export interface Caller {
  readonly contract: string;
  readonly request: string;
  /** The id of its key. */
  readonly key: string;
}

export type Verdict =
  | { readonly kind: 'bona-fide'; readonly score: number }
  /** The score lies below the contract's threshold, whatever the models said: number and verdict never disagree. */
  | {
      readonly kind: 'attack';
      readonly score: number;
      readonly species: PaiSpecies;
      /** That of the species, in [0, 1]: 0 where nothing supports one. */
      readonly confidence: number;
    }
  /** Neither clear enough; the score lies below the threshold too. */
  | { readonly kind: 'inconclusive'; readonly score: number }
  | { readonly kind: 'issue'; readonly issue: CaptureIssue };

export interface Checked {
  readonly verdict: Verdict;
  readonly face: EnrolmentFrame | null;
  readonly elapsedMs: number;
}

export interface Engine {
  readonly judge: JudgePort;
  readonly log: ApiLogPort;
}

/** Throws `ApiFault` for media that cannot be read and for an engine that cannot answer. */
export async function check(
  request: JudgeRequest,
  caller: Caller,
  { judge, log }: Engine,
): Promise<Checked> {
  const startedAt = performance.now();
  const { judgement, face } = judged(await judge.judge(request), judge);
  const verdict = verdictOf(judgement, request.threshold);
  const { outcome, score, issue, pai } = judgement;
  const species = pai?.species ?? null;
  await log
    .appendEvent({ kind: 'api-checked', ...caller, outcome, score, issue, species })
    .catch((cause: unknown) => {
      throw new ApiFault(503, 'NOT_READY', 'the record cannot be kept; ask staff', { cause });
    });
  return { verdict, face, elapsedMs: performance.now() - startedAt };
}

/** Scores go out with four decimals: more would suggest a precision that no model has. */
const SCORE_DIGITS = 1e4;

function verdictOf({ outcome, score, issue, pai }: Judgement, threshold: number): Verdict {
  if (issue !== null) return { kind: 'issue', issue };
  // A clip with too few frames, or a model that failed: nothing was judged.
  if (score === null) return { kind: 'inconclusive', score: 0 };
  // A threshold may have more digits than what goes out.
  if (outcome === 'bona-fide') {
    return { kind: 'bona-fide', score: Math.max(rounded(score), threshold) };
  }
  const below = Math.max(0, Math.min(rounded(score), threshold - 1 / SCORE_DIGITS));
  return outcome === 'attack'
    ? {
        kind: 'attack',
        score: below,
        species: pai?.species ?? 'unknown',
        confidence: rounded(pai?.confidence ?? 0),
      }
    : { kind: 'inconclusive', score: below };
}

const rounded = (score: number): number => Math.round(score * SCORE_DIGITS) / SCORE_DIGITS;

type Judged = Extract<JudgeAnswer, { kind: 'judged' }>;

function judged(answer: JudgeAnswer, { waitSeconds }: JudgePort): Judged {
  switch (answer.kind) {
    case 'judged':
      return answer;
    case 'busy':
      throw new ApiFault(429, 'BUSY', 'too many requests at once; try again', {
        retryAfterSeconds: waitSeconds() ?? 1,
      });
    case 'died':
      throw new ApiFault(503, 'NOT_READY', 'the process that judged it is gone; try again', {
        retryAfterSeconds: 1,
        cause: new Error(answer.why),
      });
    case 'bad':
      throw badMedia(answer);
  }
}

function badMedia({ code, message }: Extract<JudgeAnswer, { kind: 'bad' }>): ApiFault {
  switch (code) {
    case 'TOO_LARGE':
      return new ApiFault(413, 'TOO_LARGE', message);
    case 'UNSUPPORTED_MEDIA':
    case 'NO_VIDEO':
      return new ApiFault(415, 'UNSUPPORTED_MEDIA', message);
    case 'FFMPEG_MISSING':
      return new ApiFault(503, 'NOT_READY', message);
    default:
      return new ApiFault(400, 'INVALID_MEDIA', message);
  }
}
