// Badges and PINs: who has one, and the way in that they open. Main process, CLI.

export { CredentialsFault } from './credentials-fault.ts';
export type { Credential } from './credential-row.ts';
export { changeWord } from './change-word.ts';
export { openCredentials, type CredentialChange, type Credentials } from './credentials.ts';
export { createOtherWay, type OtherWay } from './other-way.ts';
