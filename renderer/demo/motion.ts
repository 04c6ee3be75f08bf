// How a person moves, as curves over time. Pure; demo worker and tests. Times in milliseconds, angles in degrees.

/** A move from one value to another that starts and ends at rest. */
interface Move {
  readonly from: number;
  readonly to: number;
  readonly startsAt: number;
  readonly lasts: number;
}

/** What one joint does: moves in the order of their start, never empty. A later move takes over from an earlier one. */
export type Track = readonly [Move, ...Move[]];

export const resting = (value: number): Track => [
  { from: value, to: value, startsAt: -Infinity, lasts: 0 },
];

export function valueAt(track: Track, at: number): number {
  const move = track.findLast((one) => one.startsAt <= at) ?? track[0];
  return along(move, at);
}

/** Where the track ends. */
export const goalOf = (track: Track): number => (track.at(-1) ?? track[0]).to;

/** Plans a move; what was planned to start later is dropped, what is under way goes on until then. */
export function withMove(track: Track, to: number, startsAt: number, lasts: number): Track {
  const earlier = track.filter((move) => move.startsAt < startsAt).slice(-2);
  const [first = track[0], ...rest] = earlier;
  return [first, ...rest, { from: valueAt(track, startsAt), to, startsAt, lasts }];
}

/** Minimum-jerk profile: what a hand or a head does between two resting places (Flash and Hogan, 1985). */
function along(move: Move, at: number): number {
  if (at >= move.startsAt + move.lasts) return move.to;
  const t = Math.max(0, (at - move.startsAt) / move.lasts);
  return move.from + (move.to - move.from) * t * t * t * (10 + t * (6 * t - 15));
}

/** Lids go down faster than they come up. */
export interface Blink {
  readonly startsAt: number;
  readonly closing: number;
  readonly closed: number;
  readonly opening: number;
}

export const blinkEnd = (blink: Blink): number =>
  blink.startsAt + blink.closing + blink.closed + blink.opening;

/** How far the lids are closed, in [0, 1]. */
export function lidsOf(blink: Blink, at: number): number {
  const into = at - blink.startsAt;
  if (into <= 0) return 0;
  if (into < blink.closing) return smooth(into / blink.closing);
  if (into <= blink.closing + blink.closed) return 1;
  return 1 - smooth(Math.min(1, (into - blink.closing - blink.closed) / blink.opening));
}

const smooth = (t: number): number => t * t * (3 - 2 * t);

/** Nobody stands still: a slow wander within ±1, from sines whose periods share no beat. */
export function sway(at: number, channel: number): number {
  const t = at / 1000 + channel * 17;
  return (
    0.5 * Math.sin(t * 1.13 + channel) +
    0.3 * Math.sin(t * 1.93 + 2 * channel) +
    0.2 * Math.sin(t * 3.41 + 3 * channel)
  );
}
