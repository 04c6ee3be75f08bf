// A word that is shared with a device and that no log, error or dump ever shows. Main process.

import { inspect } from 'node:util';

const HIDDEN = '[secret]';

export class Secret {
  readonly #word: string;

  constructor(word: string) {
    this.#word = word;
  }

  /** For the one call that needs it. */
  reveal(): string {
    return this.#word;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [inspect.custom](): string {
    return HIDDEN;
  }
}
