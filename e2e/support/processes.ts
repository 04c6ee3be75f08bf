// Which processes a process has started, and what the kernel says of them. Node, Linux.

import { readFileSync } from 'node:fs';

/** The children of a process, by the kernel's list; none when it is gone. */
export function childrenOf(pid: number | undefined): readonly number[] {
  if (pid === undefined) return [];
  const text = procFile(pid, `task/${pid}/children`);
  return text.split(' ').filter(Boolean).map(Number);
}

/** A process and all that it started. */
export const familyOf = (pid: number): readonly number[] => [
  pid,
  ...childrenOf(pid).flatMap(familyOf),
];

/** Whether a process runs; one that has ended and waits for a parent to notice does not. */
export function isAlive(pid: number): boolean {
  // The state comes after the program's name, which may hold anything but ends with the last bracket.
  const state = /\) ([A-Z]) [^)]*$/u.exec(procFile(pid, 'stat'))?.[1];
  return state !== undefined && state !== 'Z' && state !== 'X';
}

/** What one of Chromium's processes is for, such as `renderer`, by its command line; undefined for its first and for others. */
export const chromiumType = (pid: number): string | undefined =>
  /--type=([a-z-]+)/u.exec(procFile(pid, 'cmdline'))?.[1];

/** A file of the kernel's about a process; empty when that has ended meanwhile. */
export function procFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
