// A host of sessions as the conformance suite sees it: whoever comes, what they send, what they are told, and what the log says. Node.

import { ms, type Frame, type Size } from '#core/frame/index.ts';
import type { LogEntry } from '#core/protocol/index.ts';
import type { MonotonicClock } from '#electron/session/ports.ts';
import type { Cue } from '#renderer/demo/subject.ts';

export const HOSTS = ['electron', 'appliance', 'api'] as const;
export type HostName = (typeof HOSTS)[number];

export interface SessionHost extends AsyncDisposable {
  readonly name: HostName;
  readonly time: DrivenTime;
  /** Whoever comes is heard from here on; no session runs yet. */
  readonly connect: () => Promise<Visit>;
  /** Oldest first. */
  readonly decisions: () => readonly LogEntry[];
  /** How often the door was pulsed. */
  readonly pulses: () => Promise<number>;
}

/** One connection, from its beginning to its end. */
export interface Visit {
  /** Resolves when a session runs. */
  readonly begin: () => Promise<void>;
  /** Resolves with how it was taken. */
  readonly offer: (frame: SentFrame) => Promise<Reaction>;
  /** The second before the first was answered; how the second was taken. */
  readonly offerTwo: (first: SentFrame, second: SentFrame) => Promise<Reaction>;
  /** Anything that is no frame. */
  readonly say: (words: object) => Promise<Reaction>;
  /** What the subject is told. */
  readonly cue: () => Cue;
  /** The connection goes without a word. */
  readonly drop: () => Promise<void>;
}

/** As a client fills it in, right or wrong. */
export interface SentFrame extends Size {
  readonly data: Frame['data'];
  readonly takenAtMs: number;
}

/** Answered and gone on from; refused by itself; or the end of the connection, with the code it was closed with. */
export type Reaction = 'answered' | 'refused' | `closed ${number}`;

/** A host's clock, moved by whoever tests it: how fast the machine is changes nothing about a session. */
export interface DrivenTime {
  readonly clock: MonotonicClock;
  readonly pass: (milliseconds: number) => void;
}

export function createDrivenTime(): DrivenTime {
  let now = 1000;
  return {
    clock: () => ms(now),
    pass(milliseconds) {
      now += milliseconds;
    },
  };
}

/** Waits on the host, which is in no hurry on a busy machine. */
export async function until<T>(what: string, look: () => T | null | Promise<T | null>): Promise<T> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end;) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => {
      setTimeout(resolve, POLL_MS);
    });
  }
  throw new Error(`waited in vain for ${what}`);
}

const PATIENCE_MS = 60_000;
const POLL_MS = 5;
