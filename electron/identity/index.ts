// Enrolled people: collections and face templates, encrypted at rest, searched in memory. Main process, API, CLI.
export { IdentityFault } from './identity-fault.ts';
export type { Identity } from './identity.ts';
export type { IdentityKeys } from './key.ts';
export { openIdentity } from './open-identity.ts';
export { plainProduct } from './plain-product.ts';
export { collectionNamed, createRecogniser } from './recognition.ts';
