// The simulated door: says each pulse aloud and keeps it in a file, in place of a relay. Main process.

import { open, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { DoorFault } from '#core/access/index.ts';
import type { DoorPort, PulseOrder } from '#electron/session/ports.ts';

export interface SimulatedDoorOptions {
  readonly doorId: string;
  /** One JSON object a line; created on the first pulse. */
  readonly file: string;
  readonly print: (line: string) => void;
  readonly now: () => Date;
}

/** A pulse as the file keeps it. */
const pulse = z.object({
  decisionId: z.string(),
  doorId: z.string(),
  at: z.iso.datetime(),
  pulseMs: z.number(),
});
export type SimulatedPulse = z.infer<typeof pulse>;

/** A door that pulses at most once for a decision, also when the order comes again after a restart. */
export function createSimulatedDoor(options: SimulatedDoorOptions): DoorPort {
  const { doorId, file, print, now } = options;
  const done = new Set<string>();
  let recorded: Promise<void> | undefined;

  return {
    async pulse(order, signal) {
      recorded ??= recall(file, done);
      await recorded;
      if (signal.aborted) throw new DoorFault('withdrawn', `door ${doorId} was not moved`);
      if (done.has(order.decisionId)) {
        throw new DoorFault('already-pulsed', `decision ${order.decisionId} has had its pulse`);
      }
      // Before the write: an order whose record fails half-way must not be carried out by a second try.
      done.add(order.decisionId);
      await appendDurably(file, `${JSON.stringify(toPulse(order, doorId, now()))}\n`);
      print(`door ${doorId}: open for ${order.pulseMs} ms (decision ${order.decisionId})`);
    },
  };
}

/** The pulses of a file, oldest first; none when there is no file. A line torn by a power cut is left out. */
export async function readPulses(file: string): Promise<readonly SimulatedPulse[]> {
  return parsePulses(await readText(file));
}

async function recall(file: string, done: Set<string>): Promise<void> {
  const text = await readText(file);
  for (const { decisionId } of parsePulses(text)) done.add(decisionId);
  // A torn last line is ended, or the next entry would be written into it.
  if (text !== '' && !text.endsWith('\n')) await appendDurably(file, '\n');
}

const parsePulses = (text: string): readonly SimulatedPulse[] =>
  text.split('\n').flatMap((line) => {
    const parsed = pulse.safeParse(parseJson(line));
    return parsed.success ? [parsed.data] : [];
  });

const readText = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: unknown) => {
    if (isNotFound(error)) return '';
    throw error;
  });

const toPulse = (order: PulseOrder, doorId: string, at: Date): SimulatedPulse => ({
  decisionId: order.decisionId,
  doorId,
  at: at.toISOString(),
  pulseMs: order.pulseMs,
});

async function appendDurably(file: string, text: string): Promise<void> {
  await using handle = await open(file, 'a', 0o600);
  await handle.appendFile(text);
  await handle.sync();
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const isNotFound = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
