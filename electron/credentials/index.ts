// Badges and PINs: who has one, and the way in that they open. Main process, CLI.

export { CredentialsFault } from './credentials-fault.ts';
export { openCredentials, type Credential, type Credentials } from './credentials.ts';
export { createOtherWay, type OtherWay } from './other-way.ts';
