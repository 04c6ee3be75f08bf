// The bytes behind a field: a file, Base64, a data URL, or an address of the operator's allow-list. Main process of the API.

import { ApiFault } from './api-fault.ts';
import type { MediaField } from './fields.ts';

export interface MediaSource {
  /** Throws `ApiFault` that names the field. */
  readonly bytesOf: (field: string, value: MediaField) => Promise<Uint8Array>;
}

/** Fetches one address; throws `ApiFault`. Null where the operator allows none. */
export type FetchMedia = (field: string, url: URL) => Promise<Uint8Array>;

export const createMediaSource = (fetchMedia: FetchMedia | null): MediaSource => ({
  async bytesOf(field, value) {
    if (typeof value !== 'string') return value;
    if (/^[a-z][a-z\d+.-]*:/iu.test(value)) {
      return value.slice(0, 5).toLowerCase() === 'data:'
        ? dataUrl(field, value)
        : remote(field, value, fetchMedia);
    }
    return base64(field, value);
  },
});

function dataUrl(field: string, value: string): Uint8Array {
  const comma = value.indexOf(',');
  if (comma < 0 || !value.slice(0, comma).toLowerCase().endsWith(';base64')) {
    throw new ApiFault(400, 'INVALID_FIELD', `${field}: a data URL must be ;base64`);
  }
  return base64(field, value.slice(comma + 1));
}

/** Lenient decoders take anything for Base64; a wrong field would then be an unreadable picture. */
function base64(field: string, text: string): Uint8Array {
  const bare = text.replaceAll(/\s+/gu, '');
  const isBase64 = bare.length > 0 && /^[\w+/-]+={0,2}$/u.test(bare) && bare.length % 4 !== 1;
  if (!isBase64) {
    throw new ApiFault(400, 'INVALID_FIELD', `${field}: neither Base64 nor an address`);
  }
  return Buffer.from(bare, 'base64');
}

async function remote(
  field: string,
  value: string,
  fetchMedia: FetchMedia | null,
): Promise<Uint8Array> {
  if (!URL.canParse(value)) {
    throw new ApiFault(400, 'INVALID_FIELD', `${field}: not an address`);
  }
  const url = new URL(value);
  if (fetchMedia === null) {
    throw new ApiFault(
      400,
      'URL_NOT_ALLOWED',
      `${field}: addresses are not fetched here; send the file, or ask the operator to allow its host`,
    );
  }
  return fetchMedia(field, url);
}
