// The scores of one file that an operating point is fitted to: of a still its score, of a clip those of the windows that a kiosk fuses. Judging process.

import { fusedScore, voteOf, type Vote } from '#core/fusion/index.ts';
import { assessCapture, type CaptureIssue } from '#core/quality/index.ts';
import { observe, productionPolicy } from '#core/session/index.ts';
import type { FileMeasurement } from '#electron/evaluation/measurement.ts';
import { isStill, MediaFault, openVideo, sniffFile } from '#electron/media/index.ts';
import type { InferencePort } from '#electron/session/ports.ts';
import { judgeFile } from './judge-file.ts';

export interface Inferences {
  readonly still: InferencePort;
  readonly kiosk: InferencePort;
}

export async function measureFile(
  path: string,
  inferences: Inferences,
  signal: AbortSignal,
): Promise<FileMeasurement> {
  try {
    return isStill(await sniffFile(path))
      ? await measureStill(path, inferences.still, signal)
      : await measureClip(path, inferences.kiosk, signal);
  } catch (fault) {
    if (!(fault instanceof MediaFault)) throw fault;
    return { kind: 'unscored', line: fault.message };
  }
}

/** The score does not depend on the threshold, which only draws the line. */
const ANY_THRESHOLD = 0.5;

async function measureStill(
  path: string,
  inference: InferencePort,
  signal: AbortSignal,
): Promise<FileMeasurement> {
  const options = { threshold: ANY_THRESHOLD, strict: false, inference, signal };
  const { score, issue } = await judgeFile(path, options);
  if (score === null) return { kind: 'unscored', line: `${path}: ${issue ?? 'no judgement'}` };
  return { kind: 'scored', media: 'still', lowest: score, highest: score };
}

/** About what a kiosk judges a second on one core while it also shows its page. */
const FPS = 10;
const MAX_SIDE = 640;
/** A minute: longer than any session. */
const MAX_FRAMES = 600;

/** Every window of votes that a session could have decided on: it judges from the first full one to its end. */
async function measureClip(
  path: string,
  inference: InferencePort,
  signal: AbortSignal,
): Promise<FileMeasurement> {
  const { capture, fusion } = productionPolicy;
  const plan = { landmarks: false, pad: true, embedding: false };
  const votes: Vote[] = [];
  const issues: CaptureIssue[] = [];
  let frames = 0;
  for await (const frame of openVideo(path, { fps: FPS, maxSide: MAX_SIDE, signal })) {
    const analysis = await inference.analyze(frame, plan, signal);
    const seen = assessCapture(observe(analysis), capture);
    const vote = seen.kind === 'acceptable' ? voteOf(analysis.pad) : null;
    if (vote !== null) votes.push(vote);
    if (seen.kind === 'issue') issues.push(seen.issue);
    frames += 1;
    if (frames === MAX_FRAMES) break;
  }
  const windows = votes.flatMap((_, end) => {
    const window = votes.slice(Math.max(0, end + 1 - fusion.window), end + 1);
    const score = window.length < fusion.minVotes ? null : fusedScore(window);
    return score === null ? [] : [score];
  });
  const [lowest] = windows.toSorted((a, b) => a - b);
  const [highest] = windows.toSorted((a, b) => b - a);
  if (lowest === undefined || highest === undefined) {
    const needed = `${votes.length} of ${frames} frames may vote, ${fusion.minVotes} are needed`;
    const trouble = mostFrequent(issues);
    return {
      kind: 'unscored',
      line: `${path}: ${needed}${trouble === null ? '' : ` (${trouble})`}`,
    };
  }
  return { kind: 'scored', media: 'clip', lowest, highest };
}

function mostFrequent(issues: readonly CaptureIssue[]): CaptureIssue | null {
  const ranked = [...Map.groupBy(issues, (issue) => issue)].toSorted(
    ([, a], [, b]) => b.length - a.length,
  );
  return ranked[0]?.[0] ?? null;
}
