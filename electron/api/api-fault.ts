// What can be wrong with a request, as a value that every contract puts into its own words. Main process of the API.

import { CAPTURE_ISSUES } from '#core/quality/index.ts';

/** Closed: clients branch on them. */
export const API_CODES = [
  'UNAUTHORIZED',
  'INVALID_FIELD',
  'INVALID_MEDIA',
  'UNSUPPORTED_MEDIA',
  'TOO_LARGE',
  'URL_NOT_ALLOWED',
  'URL_UNREACHABLE',
  'NOT_FOUND',
  'CONFLICT',
  'RATE_LIMITED',
  'BUSY',
  'NOT_READY',
  'INTERNAL_ERROR',
  'INCONCLUSIVE',
  'LIVENESS_CHECK_FAILED',
  ...CAPTURE_ISSUES,
] as const;
export type ApiCode = (typeof API_CODES)[number];

/** Thrown while a request is read or judged. The message is one line for the caller: it names the field and the remedy, never a path. */
export class ApiFault extends Error {
  override readonly name = 'ApiFault';
  readonly status: number;
  readonly code: ApiCode;
  /** For 429 and 503. */
  readonly retryAfterSeconds: number | null;
  constructor(
    status: number,
    code: ApiCode,
    message: string,
    options: { readonly retryAfterSeconds?: number; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.status = status;
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
  }
}

const BY_STATUS: Readonly<Record<number, ApiCode>> = {
  400: 'INVALID_FIELD',
  401: 'UNAUTHORIZED',
  404: 'NOT_FOUND',
  413: 'TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA',
  429: 'RATE_LIMITED',
};

/**
 * What the web framework throws, in our words; a bug becomes INTERNAL_ERROR and keeps its message to itself. While a body is still being
 * read there is no code of ours that could be wrong: what its parsers throw without a status is the body's fault.
 */
export function faultOf(cause: unknown, { isRead }: { readonly isRead: boolean }): ApiFault {
  if (cause instanceof ApiFault) return cause;
  if (!isRead && cause instanceof Error && !('statusCode' in cause)) {
    return new ApiFault(400, 'INVALID_FIELD', `body: ${cause.message}`, { cause });
  }
  const status =
    cause instanceof Error && 'statusCode' in cause && typeof cause.statusCode === 'number'
      ? cause.statusCode
      : 500;
  const code = BY_STATUS[status] ?? (status < 500 ? 'INVALID_FIELD' : 'INTERNAL_ERROR');
  const isOurs = status >= 400 && status < 500;
  const message = isOurs && cause instanceof Error ? cause.message : 'something went wrong here';
  return new ApiFault(isOurs ? status : 500, code, message, { cause });
}
