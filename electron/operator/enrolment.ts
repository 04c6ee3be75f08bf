// Enrolling people at the desk: consent first, a session without a door, then its best frame into the register. Main process.

import {
  chooseEnrolment,
  mayEnrol,
  type EnrolmentChoice,
  type Face,
  type EnrolmentFrame,
} from '#core/identity/index.ts';
import {
  CONSENT_TEXT,
  FACES_LISTED,
  type OperatorAnswers,
  type OperatorAsk,
} from '#core/protocol/index.ts';
import type { Verdict } from '#core/session/index.ts';
import { collectionNamed, type Identity } from '#electron/identity/index.ts';
import type { Handlers } from './asks.ts';
import type { Attendance } from './attendance.ts';
import type { Attended } from './attended.ts';
import { busy, messageOf, unavailable } from './refused.ts';

type EnrolmentAsk = 'enrolment:list' | 'enrolment:add' | 'enrolment:cancel' | 'enrolment:remove';
type Listed = OperatorAnswers['enrolment:list'];
type Added = OperatorAnswers['enrolment:add'];
type Adding = Extract<OperatorAsk, { readonly ask: 'enrolment:add' }>;

/** The register of this door, as `compose` opens it. */
export interface EnrolmentRegister {
  readonly open: () => Promise<Identity>;
  /** The collection's name; made when the first one is enrolled. */
  readonly collection: string;
  readonly retentionDays: number | null;
}

export interface EnrolmentDesk {
  readonly handlers: Handlers<EnrolmentAsk>;
  /** Nobody sits there any more. */
  readonly end: () => void;
}

/** What a session has come to. */
interface Ended {
  readonly verdict: Verdict;
  readonly frames: readonly EnrolmentFrame[];
}

/** Longer than any session with all the time that it can be given. */
const PATIENCE_MS = 180_000;
const DAY_MS = 86_400_000;

export function createEnrolmentDesk(attendance: Attendance): EnrolmentDesk {
  let stop: AbortController | null = null;

  async function opened(): Promise<{ register: EnrolmentRegister; identity: Identity }> {
    const { register } = attendance.kiosk();
    const identity = await register.open().catch((cause: unknown) => {
      throw unavailable(messageOf(cause));
    });
    return { register, identity };
  }

  async function list(): Promise<Listed> {
    const { register, identity } = await opened();
    return listed(identity, register);
  }

  async function add(ask: Adding, operator: string): Promise<Added> {
    if (stop !== null) throw busy('somebody is being enrolled');
    // From here on it can be stopped.
    stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(PATIENCE_MS)]);
    const agreedAt = new Date().toISOString();
    try {
      // A register that cannot be opened keeps nobody waiting before the camera.
      const { register, identity } = await opened();
      signal.throwIfAborted();
      const kiosk = attendance.kiosk();
      const ended = await sessionOf(attendance, kiosk, signal);
      const threshold = kiosk.policy.fusion.bonaFideAt;
      const chosen = choose(ended, threshold);
      if (chosen.kind === 'refused') return refused(chosen.reason, ended);
      const { id } =
        collectionNamed(identity, register.collection) ??
        identity.createCollection(register.collection);
      const { externalId } = ask;
      const { template, quality, liveness } = chosen;
      const leave = mayEnrol(externalId, {
        sameName: identity.compare(id, { externalId }, template),
        anybody: await identity.search(id, template),
      });
      if (leave.kind === 'refused') return refused(leave.reason, ended);
      signal.throwIfAborted();
      const consent = { at: agreedAt, by: operator, textVersion: textVersionOf(ask) };
      const expiresAt = expiryOf(register);
      const face = { externalId, template, quality, liveness, consent, expiresAt };
      await identity.enrol(id, face, operator);
      const { resembles } = leave;
      return { kind: 'enrolled', externalId, resembles, list: listed(identity, register) };
    } finally {
      stop = null;
    }
  }

  return {
    end: () => stop?.abort(busy('nobody sits at the desk any more')),
    handlers: {
      'enrolment:list': list,
      'enrolment:add': (ask, { name }) => add(ask, name),
      'enrolment:cancel'() {
        stop?.abort(busy('it was stopped'));
        return {};
      },
      async 'enrolment:remove'({ id: faceId }, { name }) {
        const { register, identity } = await opened();
        const { id } = collectionNamed(identity, register.collection) ?? NO_COLLECTION;
        if (id === null || identity.face(id, faceId) === null) {
          throw unavailable('nobody is enrolled by that number any more');
        }
        const { remains } = await identity.removeFace(id, faceId, name);
        return { list: listed(identity, register), remains: [...remains] };
      },
    },
  };
}

/** The best frame of a session that found a live person; or why there is none. */
function choose({ verdict, frames }: Ended, threshold: number): EnrolmentChoice | NotLive {
  const { outcome, decision, score } = verdict;
  if (outcome !== 'bona-fide' || decision !== 'grant' || score.kind !== 'fused') return NOT_LIVE;
  return chooseEnrolment(frames, { kind: 'checked', score: score.value, threshold });
}

const NOT_LIVE = { kind: 'refused', reason: 'not-live' } as const;
type NotLive = typeof NOT_LIVE;

type Why = Extract<Added, { readonly kind: 'not-enrolled' }>['why'];
const refused = (why: Why, { verdict }: Ended): Added => ({
  kind: 'not-enrolled',
  why,
  reasons: [...verdict.reasons],
});

const textVersionOf = ({ consent: { locale, given } }: Adding): string =>
  `${CONSENT_TEXT}.${locale}${given === 'read-out' ? '.read-out' : ''}`;

const NO_COLLECTION = { id: null } as const;

/** One session that has no door, to its verdict and its best frames. The one that is stopped ends without a word to anybody. */
async function sessionOf(
  attendance: Attendance,
  kiosk: Attended,
  signal: AbortSignal,
): Promise<Ended> {
  const { promise, resolve, reject } = Promise.withResolvers<Ended>();
  const started = kiosk.assist('enrolment');
  if ('busy' in started) throw busy(started.busy);
  const { sessionId } = started;
  const undo = attendance.onStep((state) => {
    if (state.phase !== 'concluded' || state.verdict.sessionId !== sessionId) return;
    undo();
    const { verdict } = state;
    // Taken now: they are kept no longer than the session.
    kiosk.frames(sessionId, signal).then((frames) => resolve({ verdict, frames }), reject);
  });
  const abort = (): void => {
    undo();
    // Holding a kiosk that is held already ends what runs on it.
    kiosk.hold(true);
    reject(signal.reason);
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await promise;
  } finally {
    undo();
    signal.removeEventListener('abort', abort);
  }
}

const expiryOf = ({ retentionDays }: EnrolmentRegister): string | null =>
  retentionDays === null ? null : new Date(Date.now() + retentionDays * DAY_MS).toISOString();

function listed(identity: Identity, { collection, retentionDays }: EnrolmentRegister): Listed {
  const id = collectionNamed(identity, collection)?.id;
  const faces = id === undefined ? [] : identity.faces(id, { limit: EVERYBODY });
  return {
    collection,
    retentionDays,
    faces: faces.slice(-FACES_LISTED).toReversed().map(shown),
  };
}

/** Read for the list; of more than this the command line knows. */
const EVERYBODY = 10_000;

const shown = ({
  id,
  externalId,
  createdAt,
  expiresAt,
  consent,
}: Face): Listed['faces'][number] => ({
  id,
  externalId,
  createdAt,
  expiresAt,
  consent: { by: consent.by, textVersion: consent.textVersion },
});
