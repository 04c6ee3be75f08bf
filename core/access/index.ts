// Who passes a door and when, and what can go wrong with it. Pure; runs in every process.

export { shutLeaf, stepLeaf, type ContactEvent } from './contact.ts';
export {
  afterSuccess,
  CREDENTIAL_KINDS,
  credentialThrottles,
  MAX_PIN,
  MIN_PIN,
  normalCredential,
  weaknessOf,
  type CredentialKind,
} from './credential.ts';
export { DOOR_FAULTS, DoorFault } from './door-fault.ts';
export {
  PASSAGE_REFUSALS,
  passagesAfter,
  refusePassage,
  type Passage,
  type PassagePolicy,
  type PassageRefusal,
} from './passage.ts';
export { localTime, WEEKDAYS } from './schedule.ts';
export {
  afterFailure,
  NO_FAILURES,
  signInThrottle,
  throttledFor,
  type SignInFailures,
} from './sign-in-throttle.ts';
