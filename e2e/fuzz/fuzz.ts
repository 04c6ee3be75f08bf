// Throws inputs at a served API and watches it: every one is answered, none with a bug's answer, and nothing grows. Node, Linux.

import { readdirSync } from 'node:fs';
import { procFile } from '../support/processes.ts';
import type { FuzzInput } from './inputs.ts';

export interface FuzzTarget {
  readonly origin: string;
  /** The serving process. */
  readonly pid: number;
}

export interface FuzzReport {
  readonly inputs: number;
  /** Answers by what was thrown and the status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** What was answered with 500, or not at all. */
  readonly failures: readonly string[];
  readonly handles: { readonly before: number; readonly after: number };
  readonly residentMiB: { readonly before: number; readonly after: number };
}

/** `lanes` inputs at a time. The first `warmUp` of them are not counted for memory. */
export async function fuzz(
  inputs: readonly FuzzInput[],
  { origin, pid }: FuzzTarget,
  { lanes, onInput }: { readonly lanes: number; readonly onInput: (failed: boolean) => void },
): Promise<FuzzReport> {
  const statuses: Record<string, number> = {};
  const failures: string[] = [];
  const before = { handles: handlesOf(pid), residentMiB: residentMiBOf(pid) };
  const rest = inputs.values();
  const lane = async (): Promise<void> => {
    for (const input of rest) {
      const status = await statusOf(input, origin);
      const kind = `${input.what} ${status}`;
      statuses[kind] = (statuses[kind] ?? 0) + 1;
      const failed = status === 500 || status === 'none';
      if (failed)
        failures.push(
          `${input.method} ${input.path.split('?')[0] ?? ''} (${input.what}): ${status}`,
        );
      onInput(failed);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  await settle();
  return {
    inputs: inputs.length,
    statuses,
    failures,
    handles: { before: before.handles, after: handlesOf(pid) },
    residentMiB: { before: before.residentMiB, after: residentMiBOf(pid) },
  };
}

/** A client that is refused in the middle of its body may find the connection gone: the next answer shows whether the server is. */
async function statusOf(input: FuzzInput, origin: string): Promise<number | 'none'> {
  for (const last of [false, true]) {
    try {
      const response = await fetch(new URL(`${origin}${input.path}`), {
        method: input.method,
        headers: input.headers,
        body: input.body,
        redirect: 'manual',
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      if (last) return 'none';
    }
  }
  return 'none';
}

const ANSWER_MS = 60_000;
/** Connections that are kept alive close by themselves. */
const SETTLE_MS = 6000;

const settle = (): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, SETTLE_MS);
  return promise;
};

const handlesOf = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

const residentMiBOf = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB$/mu.exec(procFile(pid, 'status'))?.[1] ?? 0) / 1024;
