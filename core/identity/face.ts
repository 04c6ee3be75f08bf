// What is kept of an enrolled person, and what a search answers. Pure data; runs in every process.

import type { PadScore } from '#core/pad/index.ts';
import type { Sameness } from './sameness.ts';

/** Numbers in a face template. */
export const TEMPLATE_LENGTH = 128;

/** Faces that are searched together. Times of this folder are ISO 8601, UTC. */
export interface Collection {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
}

/** What the person agreed to, and who recorded it. */
export interface Consent {
  readonly at: string;
  /** The operator or the client that took the consent. */
  readonly by: string;
  /** Which wording was shown. */
  readonly textVersion: string;
}

/** Whether the enrolled picture was judged to show a live person. Skipping is the caller's word, never a default. */
export type EnrolmentLiveness =
  { readonly kind: 'checked'; readonly score: PadScore } | { readonly kind: 'skipped' };

export interface NewFace {
  /** Whose it is in the operator's own records; a person may have several faces. */
  readonly externalId: string;
  /** 128 numbers; their length is brought to 1. */
  readonly template: Float32Array;
  /** [0, 1], of `chooseEnrolment`. */
  readonly quality: number;
  readonly liveness: EnrolmentLiveness;
  readonly consent: Consent;
  /** From then on it matches nothing, and the next purge deletes it; null keeps it until somebody deletes it. */
  readonly expiresAt: string | null;
}

/** An enrolled face. Its template never leaves the register. */
export interface Face {
  readonly id: string;
  readonly collectionId: string;
  readonly externalId: string;
  readonly quality: number;
  readonly liveness: EnrolmentLiveness;
  readonly consent: Consent;
  readonly createdAt: string;
  readonly expiresAt: string | null;
}

/** One enrolled face beside a presented one. */
export interface Match {
  readonly faceId: string;
  readonly externalId: string;
  /** Cosine, in [−1, 1]. */
  readonly similarity: number;
  readonly same: Sameness;
}

/** What a search of a whole collection (1:N) comes to. */
export interface Identification {
  /** The most similar first; of equal ones the one that was enrolled first. */
  readonly matches: readonly Match[];
  /** By how much the best match is ahead of the best of anybody else; null where there is nobody else. */
  readonly margin: number | null;
  /** Whether the best match is the presented person: `unsure` too where somebody else matches as well. */
  readonly same: Sameness;
}

/** What the register tells the decision log; the external id is personal and lies beside the chain there. */
export type IdentityEvent =
  | {
      readonly kind: 'face-enrolled';
      readonly collection: string;
      readonly face: string;
      readonly liveness: 'checked' | 'skipped';
      readonly score: number | null;
      readonly externalId: string;
      /** Who enrolled them at a kiosk. */
      readonly operator?: string;
    }
  | {
      readonly kind: 'face-deleted';
      readonly collection: string;
      readonly face: string;
      readonly cause: 'request' | 'collection-removed' | 'expired';
      readonly externalId: string | null;
      readonly operator?: string;
    };
