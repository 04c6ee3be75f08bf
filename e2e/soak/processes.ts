// What each process of a kiosk holds, by the kernel's account. Node, Linux.

import { existsSync, readdirSync } from 'node:fs';
import { childrenOf, chromiumType, familyOf, procFile } from '../support/processes.ts';

export const ROLES = ['main', 'inference', 'browser', 'page', 'graphics'] as const;
export type Role = (typeof ROLES)[number];

export interface Holding {
  readonly role: Role;
  /** Resident memory without the pages that it shares with files, in MiB. */
  readonly mib: number;
  /** Open file descriptors: files, sockets, pipes. */
  readonly handles: number;
}

const KIB_PER_MIB = 1024;

/** The kiosk's processes and those of the browser that shows it; of several that do the same, their sum. */
export function holdingsOf(kiosk: number, browser: number): readonly Holding[] {
  const processes = [
    { role: 'main' as const, pid: kiosk },
    ...childrenOf(kiosk).map((pid) => ({ role: 'inference' as const, pid })),
    ...familyOf(browser).map((pid) => ({ role: chromiumRole(pid), pid })),
  ];
  return ROLES.map((role) => {
    const alike = processes.filter((one) => one.role === role);
    return {
      role,
      mib: sum(alike.map(({ pid }) => residentKib(pid))) / KIB_PER_MIB,
      handles: sum(alike.map(({ pid }) => handlesOf(pid))),
    };
  });
}

function chromiumRole(pid: number): Role {
  const type = chromiumType(pid);
  if (type === 'renderer') return 'page';
  return type === 'gpu-process' ? 'graphics' : 'browser';
}

const residentKib = (pid: number): number =>
  Number(/^RssAnon:\s+(\d+) kB$/mu.exec(procFile(pid, 'status'))?.[1] ?? 0);

const handlesOf = (pid: number): number =>
  existsSync(`/proc/${pid}/fd`) ? readdirSync(`/proc/${pid}/fd`).length : 0;

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
