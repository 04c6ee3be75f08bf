// Asks the register who the subject of a session is. Main process.

import {
  agreed,
  chooseEnrolment,
  foundByClaim,
  foundByEverybody,
  unfound,
  type EnrolmentFrame,
  type IdentityFinding,
} from '#core/identity/index.ts';
import type { RecognitionPort } from '#electron/session/recognition.ts';
import type { Identity } from './identity.ts';

export interface RecognitionRule {
  readonly demand: IdentityFinding['demand'];
  /** The collection's name; as long as there is none, nobody is enrolled. */
  readonly collection: string;
}

/** `open` is asked every time: a register that could not be opened may have been mended. */
export function createRecogniser(
  open: () => Promise<Identity>,
  { demand, collection }: RecognitionRule,
): RecognitionPort {
  async function findOne(
    identity: Identity,
    { template }: EnrolmentFrame,
    claimed: string | null,
  ): Promise<IdentityFinding> {
    const id = collectionNamed(identity, collection)?.id;
    if (demand === 'one-to-many') {
      return foundByEverybody(
        id === undefined ? NOBODY : await identity.search(id, template, { maxResults: 1 }),
      );
    }
    if (claimed === null) return unfound(demand, 'identity-unavailable');
    const claim = { externalId: claimed };
    return foundByClaim(claimed, id === undefined ? null : identity.compare(id, claim, template));
  }

  return {
    demand,
    async find(frames, claimed) {
      const identity = await open();
      // The best first, and nobody among them who is not the same person.
      const chosen = chooseEnrolment(frames, { kind: 'skipped' });
      if (chosen.kind === 'refused') return unfound(demand, 'identity-unsure', claimed);
      const findings: IdentityFinding[] = [];
      for (const frame of frames) findings.push(await findOne(identity, frame, claimed));
      return agreed(findings, demand);
    },
  };
}

const NOBODY = { matches: [], margin: null, same: 'no' } as const;

/** Of several with that name the oldest. */
export const collectionNamed = (identity: Identity, name: string) =>
  identity.listCollections().find((collection) => collection.name === name);
