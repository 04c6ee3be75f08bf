// The register as its callers see it. Types only; main process, API, CLI.

import type {
  Collection,
  Face,
  Identification,
  IdentityEvent,
  Match,
  NewFace,
} from '#core/identity/index.ts';
import type { Product } from './product.ts';

export interface IdentityOptions {
  /** Tells the decision log. What it refuses is not enrolled; what was deleted stays deleted, and the refusal is the caller's. */
  readonly record: (event: IdentityEvent) => Promise<unknown>;
  /** What searches are computed with; by default onnxruntime. */
  readonly product?: () => Promise<Product>;
  /** Milliseconds since 1970. */
  readonly wallClock?: () => number;
  /** One line for the operator. */
  readonly print?: (line: string) => void;
}

/** What a deletion came to. */
export interface Removal {
  readonly removed: number;
  /** One line for each place that still holds what was removed, as a backup that cannot be opened; the operator is told them too. */
  readonly remains: readonly string[];
}

/** Whom a presented face is compared with (1:1): one face, or all of those with an external id, of which the most similar counts. */
export type Claim = { readonly faceId: string } | { readonly externalId: string };

/** Open register. Methods throw `IdentityFault`; `dispose` closes it and zeroes the templates. */
export interface Identity extends Disposable {
  readonly createCollection: (name: string) => Collection;
  /** Oldest first. */
  readonly listCollections: () => readonly Collection[];
  /** With all of its faces; `no-such-collection` where there is none. */
  readonly removeCollection: (collectionId: string) => Promise<Removal>;
  /** For the log: whoever did it at a kiosk. `no-such-collection`, `bad-input`. Resolves when it is on the disk and in the decision log. */
  readonly enrol: (collectionId: string, face: NewFace, operator?: string) => Promise<Face>;
  /** Oldest first, from behind `after` on; `no-such-face` where that was deleted meanwhile. */
  readonly faces: (collectionId: string, page?: FacePage) => readonly Face[];
  /** Null where that collection has no such face. */
  readonly face: (collectionId: string, faceId: string) => Face | null;
  /** `no-such-face` where that collection has none. */
  readonly removeFace: (
    collectionId: string,
    faceId: string,
    operator?: string,
  ) => Promise<Removal>;
  /** 1:N over one collection. Faces that have expired match nothing. */
  readonly search: (
    collectionId: string,
    template: Float32Array,
    limits?: SearchLimits,
  ) => Promise<Identification>;
  /** 1:1. Null where nobody is enrolled under that claim: nobody, never somebody else. */
  readonly compare: (collectionId: string, claim: Claim, template: Float32Array) => Match | null;
  readonly purgeExpired: () => Promise<Removal>;
  /** Writes a copy into `backups/` of the data folder, encrypted as the register is; deletions reach it there. Its path. */
  readonly backup: () => string;
}

export interface FacePage {
  readonly limit?: number;
  /** The id of the last face of the page before. */
  readonly after?: string;
}

export interface SearchLimits {
  /** Default 5. */
  readonly maxResults?: number;
  /** Less similar faces are left out; default −1. Margin and verdict come from all of them. */
  readonly minSimilarity?: number;
}
