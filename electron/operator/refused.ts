// What a desk's part throws when an ask is not to be answered; the console makes a refusal of it. Main process.

import type { OperatorRefusal } from '#core/protocol/index.ts';

export class OperatorRefused extends Error {
  readonly refusal: OperatorRefusal;

  constructor(refusal: OperatorRefusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

export const busy = (message: string): OperatorRefused =>
  new OperatorRefused({ code: 'busy', message });

export const unavailable = (message: string): OperatorRefused =>
  new OperatorRefused({ code: 'unavailable', message });

export const invalid = (field: string, message: string): OperatorRefused =>
  new OperatorRefused({ code: 'invalid', field, message: `${field}: ${message}` });

export const messageOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message : String(cause);
