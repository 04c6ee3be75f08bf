// Which processes a process has started. Node, Linux.

import { existsSync, readFileSync } from 'node:fs';

/** The children of a process, by the kernel's list; none when it is gone. */
export function childrenOf(pid: number | undefined): readonly number[] {
  if (pid === undefined) return [];
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.split(' ').filter(Boolean).map(Number);
}

/** Whether a process runs; one that has ended and waits for a parent to notice does not. */
export function isAlive(pid: number): boolean {
  const file = `/proc/${pid}/stat`;
  // The state comes after the program's name, which may hold anything but ends with the last bracket.
  return existsSync(file) && !/\) [ZX] [^)]*$/u.test(readFileSync(file, 'utf8'));
}
