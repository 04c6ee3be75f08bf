// Starts a real appliance on a data folder of its own and reads what it leaves: messages, log, pulses. Node.

import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { sessionMessage, type SessionMessage } from '#core/protocol/index.ts';
import { listDecisions, type LogEntry } from '#electron/decision-log/decision-log.ts';
import { readPulses, type SimulatedPulse } from '#electron/door/simulated.ts';

export const ROOT = resolve(import.meta.dirname, '../..');

const loggedDecision = z.object({ type: z.literal('decision'), id: z.string() });
/** One line of the appliance's stdout: nothing else may stand there. */
const spoken = z.union([sessionMessage, loggedDecision]);
export type Spoken = z.infer<typeof spoken>;

export interface ApplianceOptions {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A folder that lies there already; by default a fresh one that goes with the appliance. */
  readonly data?: string;
  /** Another installation than this repository. */
  readonly root?: string;
  /** A program and its arguments that run the appliance in their turn. */
  readonly wrapper?: readonly string[];
}

export interface Appliance extends AsyncDisposable {
  readonly data: string;
  readonly process: ChildProcess;
  /** What stood on stdout so far. */
  readonly spoken: readonly Spoken[];
  /** What stood on stderr so far. */
  readonly lines: readonly string[];
  readonly exit: Promise<number | null>;
  /** The line of stderr that matches, as soon as it is there. Rejects when the appliance ends without it. */
  readonly line: (pattern: RegExp, timeoutMs?: number) => Promise<string>;
  /** The messages of the next session, from those not yet taken up to and with the decision's id. */
  readonly session: (timeoutMs?: number) => Promise<SessionStory>;
  readonly log: () => readonly LogEntry[];
  readonly pulses: () => Promise<readonly SimulatedPulse[]>;
}

/** One session as it was told, and the id under which its decision was logged. */
export interface SessionStory {
  readonly messages: readonly SessionMessage[];
  readonly decisionId: string;
}

export async function startAppliance(options: ApplianceOptions): Promise<Appliance> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'gatelight-e2e-')));
  const root = options.root ?? ROOT;
  const command = [process.execPath, 'electron/appliance/index.ts', ...options.args];
  const [program = '', ...args] = [...(options.wrapper ?? []), ...command];
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, GATELIGHT_DATA: data, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Spoken[] = [];
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => said.push(spoken.parse(JSON.parse(line))));
  createInterface(child.stderr).on('line', (line) => lines.push(line));
  const exit = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  let taken = 0;

  async function until<T>(what: string, look: () => T | undefined, timeoutMs: number): Promise<T> {
    for (const end = performance.now() + timeoutMs; performance.now() < end;) {
      const found = look();
      if (found !== undefined) return found;
      if (child.exitCode !== null || child.signalCode !== null) break;
      await delay(POLL_MS);
    }
    const found = look();
    if (found !== undefined) return found;
    throw new Error(
      `no ${what}; stderr:\n${lines.join('\n')}\nstdout ends: ${JSON.stringify(said.slice(-5))}`,
    );
  }

  return {
    data,
    process: child,
    spoken: said,
    lines,
    exit,
    line: (pattern, timeoutMs = START_MS) =>
      until(`line ${pattern}`, () => lines.find((line) => pattern.test(line)), timeoutMs),
    async session(timeoutMs = SESSION_MS) {
      const at = await until(
        'decision',
        () => {
          const index = said.findIndex((message, i) => i >= taken && message.type === 'decision');
          return index < 0 ? undefined : index;
        },
        timeoutMs,
      );
      const story = said.slice(taken, at);
      taken = at + 1;
      return {
        messages: story.filter((message) => message.type !== 'decision'),
        decisionId: loggedDecision.parse(said[at]).id,
      };
    },
    log: () => {
      const file = join(data, 'decisions.sqlite');
      return existsSync(file) ? listDecisions(file, MANY).toReversed() : [];
    },
    pulses: () => readPulses(join(data, 'door-pulses.jsonl')),
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await exit;
      if (options.data === undefined) await rm(data, { recursive: true, force: true });
    },
  };
}

const POLL_MS = 25;
const START_MS = 20_000;
const SESSION_MS = 60_000;
const MANY = 1000;
