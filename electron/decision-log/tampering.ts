// What verifying finds. CLI process.

/** What is wrong, at the first entry where it shows. */
export interface Tampering {
  readonly sequence: number | null;
  /** Of the entry at `sequence`, as far as there is one. */
  readonly id: string | null;
  /** One line. */
  readonly what: string;
}
