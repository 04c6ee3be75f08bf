// A badge or PIN as it lies in the database, and as it is shown: without its digest. Main process, CLI.

import { z } from 'zod';
import { CREDENTIAL_KINDS, type CredentialKind } from '#core/access/index.ts';

export interface Credential {
  readonly id: string;
  readonly kind: CredentialKind;
  /** Whose it is. */
  readonly holder: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** From then on it is none any more; null for one that stays. */
  readonly expiresAt: string | null;
  readonly disabled: boolean;
}

const row = z
  .object({
    id: z.string(),
    kind: z.enum(CREDENTIAL_KINDS),
    digest: z.instanceof(Uint8Array),
    holder: z.string(),
    created_at: z.string(),
    expires_at: z.string().nullable(),
    disabled: z.number(),
  })
  .transform(({ created_at: createdAt, expires_at: expiresAt, disabled, ...rest }) => ({
    ...rest,
    createdAt,
    expiresAt,
    disabled: disabled !== 0,
  }));
export const credentialRows = z.array(row);
export type CredentialRow = z.infer<typeof row>;

export const shown = ({ digest: _digest, ...credential }: CredentialRow): Credential => credential;
