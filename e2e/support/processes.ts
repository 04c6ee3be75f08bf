// Which processes a process has started. Node, Linux.

import { readFileSync } from 'node:fs';

/** The children of a process, by the kernel's list; none when it is gone. */
export function childrenOf(pid: number | undefined): readonly number[] {
  if (pid === undefined) return [];
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.split(' ').filter(Boolean).map(Number);
}
