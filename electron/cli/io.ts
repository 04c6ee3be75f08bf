// What a command line speaks with: standard output for results, standard error for everything else. CLI process.

export interface CliIo {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** Exit codes of the command line's contract. */
export const EXIT = { yes: 0, no: 1, badInput: 2, notReady: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
