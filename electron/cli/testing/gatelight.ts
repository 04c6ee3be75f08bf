// One command line, run in the test's own process. Node (vitest).

import { runCommandLine } from '../program.ts';

/** What it printed and its exit code. */
export async function gatelight(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
  const signal = new AbortController().signal;
  const code = await runCommandLine(['node', 'gatelight', ...args], io, signal);
  return { code, out, err };
}
