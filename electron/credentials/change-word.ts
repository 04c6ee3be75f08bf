// What the log calls an alteration of a badge or PIN. Pure; main process, CLI.

import type { CredentialChange } from './credentials.ts';

/** The fields that an alteration adds to its event. */
export type ChangeWord =
  | { readonly change: 'disabled' | 'enabled' }
  | { readonly change: 'expiry-set'; readonly until: string | null };

export const changeWord = (change: CredentialChange): ChangeWord =>
  'disabled' in change
    ? { change: change.disabled ? 'disabled' : 'enabled' }
    : { change: 'expiry-set', until: change.expiresAt };
