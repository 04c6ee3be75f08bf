// Who the subject of a session is: asked once it has ended bona fide and before anything is granted. Main process.

import { unfound, type EnrolmentFrame, type IdentityFinding } from '#core/identity/index.ts';
import { unlessAborted } from './unless-aborted.ts';

/** The register as a session asks it. */
export interface RecognitionPort {
  readonly demand: IdentityFinding['demand'];
  /** Of the frames of one session and, in 1:1, of whom their badge or PIN says that they are. Rejects where nobody can be asked. */
  readonly find: (
    frames: readonly EnrolmentFrame[],
    claimed: string | null,
  ) => Promise<IdentityFinding>;
}

export interface RecognitionOptions {
  readonly port: RecognitionPort;
  /** Of a session that has ended. Rejects where they cannot be had. */
  readonly frames: (sessionId: string, signal: AbortSignal) => Promise<readonly EnrolmentFrame[]>;
  /** Whose badge or PIN began the session; null where nobody's did. */
  readonly claimed: (sessionId: string) => string | null;
  readonly onFault: (cause: unknown) => void;
}

/** Never rejects: whatever goes wrong, nobody was recognised. */
export type Recognise = (sessionId: string) => Promise<IdentityFinding>;

/** Three frames take a tenth of a second, and a register of a hundred thousand five seconds to open. */
const PATIENCE_MS = 10_000;

export function createRecognition(options: RecognitionOptions): Recognise {
  const { port, frames, claimed, onFault } = options;
  return async (sessionId) => {
    const claim = claimed(sessionId);
    const signal = AbortSignal.timeout(PATIENCE_MS);
    try {
      return await unlessAborted(
        frames(sessionId, signal).then((found) => port.find(found, claim)),
        signal,
      );
    } catch (cause) {
      onFault(cause);
      return unfound(port.demand, 'identity-unavailable', claim);
    }
  };
}
