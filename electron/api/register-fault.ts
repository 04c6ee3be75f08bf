// What the register of faces throws, as the API's own faults. Main process of the API.

import { ApiFault } from './api-fault.ts';

/** Anything else is returned as it is. */
export function registerFault(cause: unknown): unknown {
  if (!(cause instanceof Error) || !('code' in cause)) return cause;
  switch (cause.code) {
    case 'no-such-collection':
    case 'no-such-face':
      return new ApiFault(404, 'NOT_FOUND', cause.message, { cause });
    case 'bad-input':
      return new ApiFault(400, 'INVALID_FIELD', cause.message, { cause });
    case 'unusable':
      return new ApiFault(503, 'NOT_READY', 'the register of faces cannot be used; ask staff', {
        cause,
      });
    default:
      return cause;
  }
}
