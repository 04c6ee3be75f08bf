// The session suite that every host runs: the same subjects, the same wrong frames, and what must come of each. Where the contracts
// differ by right, the difference is a row of the table below and of docs/architecture.md. Node.

import type { LogEntry } from '#core/protocol/index.ts';
import type { Pixels, Presentation } from './attacks/presentation.ts';
import {
  until,
  type HostName,
  type Reaction,
  type SentFrame,
  type SessionHost,
  type Visit,
} from './conformance/session-host.ts';

export type EveryHost<T> = Readonly<Record<HostName, T>>;

/** How a session ended, by the host's own log. */
export interface Ending extends Pick<LogEntry, 'outcome' | 'decision' | 'reasons'> {
  readonly policySha256: string;
  /** How many challenges were passed. */
  readonly passed: number;
}

/** The capture time that a client writes on a frame that was taken at this time. */
export type Stamp = (at: number) => number;

/** Sits before the host until the session is over. Every state has a deadline, so it always is. */
export async function sitThrough(
  host: SessionHost,
  subject: Presentation,
  stamp: Stamp = Math.round,
): Promise<Ending> {
  const { time } = host;
  const before = host.decisions().length;
  const visit = await host.connect();
  await visit.begin();
  const startedAt = time.clock();
  while (!visit.cue().over) {
    time.pass(1000 / subject.fps);
    const at = time.clock();
    const picture = subject.pictureAt(at - startedAt, visit.cue());
    if (picture === null) throw new Error('a subject without a picture');
    await visit.offer({ ...picture, takenAtMs: stamp(at) });
    // It is being logged: time stands still until it was said.
    if (visit.cue().phase === 'concluded') {
      await until('the result', () => visit.cue().over || null);
    }
  }
  const ending = await endingAfter(host, before);
  await leave(host, visit);
  return ending;
}

/** Something that befalls a session which has seen a frame. */
export interface Incident {
  readonly what: string;
  readonly befall: (visit: Visit, frame: SentFrame) => Promise<Reaction>;
  readonly reaction: EveryHost<Reaction>;
  /** Why it is not the same on each; null where it is. */
  readonly because: string | null;
}

const alike = (reaction: Reaction): EveryHost<Reaction> => ({
  electron: reaction,
  appliance: reaction,
  api: reaction,
});

/** Whatever a session's client sends beside frames in their turn. A connection that is closed ends its session; else the session goes on. */
export const INCIDENTS: readonly Incident[] = [
  {
    what: 'a frame with the capture time of the one before it',
    befall: (visit, frame) => visit.offer(frame),
    reaction: alike('answered'),
    because: null,
  },
  {
    what: 'a frame that was taken before the one before it',
    befall: (visit, frame) => visit.offer({ ...frame, takenAtMs: frame.takenAtMs - 50 }),
    reaction: alike('answered'),
    because: null,
  },
  {
    what: 'a frame of another length than it says',
    befall: (visit, frame) => visit.offer({ ...frame, width: frame.width + 1 }),
    reaction: { electron: 'refused', appliance: 'closed 1008', api: 'closed 1008' },
    because: 'a channel between processes cannot be closed: the request alone is refused',
  },
  {
    what: 'a frame of more than 1920 pixels a side',
    befall: (visit, frame) =>
      visit.offer({ ...frame, width: 1928, height: 16, data: new Uint8Array(1928 * 16 * 4) }),
    reaction: { electron: 'refused', appliance: 'closed 1009', api: 'closed 1009' },
    because: 'a channel between processes cannot be closed: the request alone is refused',
  },
  {
    what: 'a second frame before the first was answered',
    befall: (visit, frame) => visit.offerTwo(frame, { ...SMALL, takenAtMs: frame.takenAtMs + 1 }),
    reaction: { electron: 'refused', appliance: 'refused', api: 'closed 1008' },
    because:
      'the API’s contract allows one frame in flight, and a stranger who sends more is sent away',
  },
  {
    what: 'a claim of success',
    befall: (visit) =>
      visit.say({
        type: 'final_result',
        label: 'REAL',
        request: 'session:conclude',
        view: { phase: 'concluded', result: 'granted' },
        outcome: 'bona-fide',
        decision: 'grant',
      }),
    reaction: { electron: 'refused', appliance: 'closed 1008', api: 'closed 1008' },
    because: 'a channel between processes cannot be closed: the request alone is refused',
  },
];

const SMALL = { width: 16, height: 16, data: new Uint8Array(16 * 16 * 4) };

/** How it was taken, and how the session ended; dropped where it goes on after it. */
export async function meet(
  host: SessionHost,
  picture: Pixels,
  befall: Incident['befall'],
): Promise<{ readonly reaction: Reaction; readonly ending: Ending }> {
  const before = host.decisions().length;
  const visit = await host.connect();
  await visit.begin();
  host.time.pass(FRAME_MS);
  const frame = framed(picture, host);
  await visit.offer(frame);
  host.time.pass(FRAME_MS);
  const reaction = await befall(visit, frame);
  if (!reaction.startsWith('closed')) {
    // It goes on: the next frame is taken as if nothing had been.
    host.time.pass(FRAME_MS);
    const next = await visit.offer(framed(picture, host));
    if (next !== 'answered') throw new Error(`the frame after it was ${next}`);
    if (host.decisions().length > before) throw new Error('the session had ended');
  }
  await leave(host, visit);
  return { reaction, ending: await endingAfter(host, before) };
}

/** A frame as an honest client fills it in. */
export const framed = (picture: Pixels, { time }: SessionHost): SentFrame => ({
  ...picture,
  takenAtMs: Math.round(time.clock()),
});

/** How the session ended that is the next in the log. */
export async function endingAfter(host: SessionHost, before: number): Promise<Ending> {
  const entry = await until('a decision', () => host.decisions()[before] ?? null);
  const { outcome, decision, reasons, policy, passed } = entry;
  return { outcome, decision, reasons, policySha256: policy.sha256, passed: passed.length };
}

/** Drops the connection, and lets so much time pass that no denial is remembered. */
export async function leave(host: SessionHost, visit: Visit): Promise<void> {
  await visit.drop();
  host.time.pass(FORGOTTEN_MS);
}

const FRAME_MS = 80;
const FORGOTTEN_MS = 200_000;
