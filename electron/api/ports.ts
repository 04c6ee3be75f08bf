// What the API needs of the product: judgements, a log, templates. Joined to it by the command that serves. Main process of the API.

import type { Frame } from '#core/frame/index.ts';
import type { Judgement } from '#core/fusion/index.ts';
import type {
  Collection,
  EnrolmentFrame,
  Face,
  Identification,
  NewFace,
} from '#core/identity/index.ts';
import type { PaiSpecies } from '#core/pad/index.ts';
import type { FrameFault, SessionMessage } from '#core/protocol/index.ts';

/** One request's media, in memory. */
export type ApiMedia =
  | { readonly kind: 'still'; readonly bytes: Uint8Array }
  /** Pictures of one person in the order in which they were taken. */
  | { readonly kind: 'burst'; readonly pictures: Uint8Array[] }
  | { readonly kind: 'clip'; readonly bytes: Uint8Array };

export interface JudgeRequest {
  readonly media: ApiMedia;
  /** Bona fide at and above this score, in [0, 1]. */
  readonly threshold: number;
  readonly wantsFace: boolean;
}

export type JudgeAnswer =
  | {
      readonly kind: 'judged';
      readonly judgement: Judgement;
      /** Null where nobody asked, or no face may be judged. */
      readonly face: EnrolmentFrame | null;
    }
  | { readonly kind: 'bad'; readonly code: string; readonly message: string }
  | { readonly kind: 'busy' }
  | { readonly kind: 'died'; readonly why: string };

export interface JudgePort {
  /** Never rejects for what a request brought. */
  readonly judge: (request: JudgeRequest) => Promise<JudgeAnswer>;
  /** Null while there is room; else after how many seconds whoever is turned away now should ask again. */
  readonly waitSeconds: () => number | null;
}

/** One answered request. No picture, no template, no name of a file. */
export interface ApiCheck {
  readonly kind: 'api-checked';
  readonly contract: string;
  /** The id that the answer carries. */
  readonly request: string;
  /** The id of the key, not the key. */
  readonly key: string;
  readonly outcome: 'bona-fide' | 'attack' | 'non-response';
  /** The engine's own, before any contract caps it. */
  readonly score: number | null;
  readonly issue: string | null;
  readonly species: PaiSpecies | null;
}

/** Resolves only when the entry is durable. */
export interface ApiLogPort {
  readonly appendEvent: (event: ApiCheck) => Promise<{ readonly id: string }>;
}

/** A session of §2, as the socket holds it. */
export interface ApiSession extends AsyncDisposable {
  /** Judges one frame; resolves when the next may come. `takenAtMs` is the client's time; null where it says none. */
  readonly offer: (frame: Picture, takenAtMs: number | null) => Promise<void>;
  /** Ends it in non-response, with its final result. */
  readonly cancel: () => void;
}

/** Upright RGBA. */
export type Picture = Omit<Frame, 'capturedAt'>;

export interface SessionsPort {
  /** Null when every worker has a session. Rejects when the models are missing or altered. */
  readonly open: (session: {
    readonly id: string;
    /** The last one is `final_result`. */
    readonly onMessage: (message: SessionMessage) => void;
  }) => Promise<ApiSession | null>;
  /** A JPEG, PNG or WebP, or what is wrong with it; one that is too large is not decoded. */
  readonly decode: (bytes: Uint8Array) => Promise<Picture | FrameFault>;
}

/** Enrolled faces. Methods throw errors with a `code`: `unusable`, or the caller's `no-such-collection`, `no-such-face`, `bad-input`. */
export interface RegisterPort {
  readonly createCollection: (name: string) => Collection;
  readonly listCollections: () => readonly Collection[];
  readonly removeCollection: (collectionId: string) => Promise<unknown>;
  readonly enrol: (collectionId: string, face: NewFace) => Promise<Face>;
  readonly faces: (
    collectionId: string,
    page?: { readonly limit?: number; readonly after?: string },
  ) => readonly Face[];
  readonly face: (collectionId: string, faceId: string) => Face | null;
  readonly removeFace: (collectionId: string, faceId: string) => Promise<unknown>;
  readonly search: (
    collectionId: string,
    template: Float32Array,
    limits?: { readonly maxResults?: number; readonly minSimilarity?: number },
  ) => Promise<Identification>;
}
