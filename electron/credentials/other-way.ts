// The way in without a face: a badge or PIN is looked up, logged, and only then the door gets its pulse; or staff is called.
// Needs neither camera nor models. Main process.

import type { CredentialKind, PassageRefusal } from '#core/access/index.ts';
import type { AccessView, PresentedCredential } from '#core/protocol/index.ts';
import type { PassageControl } from '#electron/session/passage.ts';
import type { DoorPort } from '#electron/session/ports.ts';
import type { Credential } from './credential-row.ts';
import type { Credentials, Verified } from './credentials.ts';

export interface OtherWay extends AsyncDisposable {
  /** Resolves when it is known what came of it. One at a time: another one meanwhile is dropped. */
  readonly present: (presented: PresentedCredential) => Promise<void>;
  readonly callStaff: () => Promise<void>;
  /** What the page shows of it; null while there is nothing. */
  readonly view: () => AccessView | null;
  /** Takes away what is shown; what is still under way stays. */
  readonly dismiss: () => void;
}

export interface OtherWayOptions {
  readonly door: {
    readonly id: string;
    readonly pulseMs: number;
    /** One that logs its own faults and stops at the signal. */
    readonly port: DoorPort;
  };
  readonly log: AccessLogPort;
  /** Or the line that says why none can be looked up: then this way in is closed. */
  readonly credentials: Pick<Credentials, 'verify'> | string;
  /** Hours and intervals, the same as for sessions; a demo has none. */
  readonly passage?: PassageControl;
  /**
   * Where the door asks for the face as well (1:1): begins a session of this holder in place of the pulse. False where none can be run; a
   * badge or PIN alone then opens nothing.
   */
  readonly claim?: (holder: string) => Promise<boolean>;
  readonly onChange: () => void;
  readonly onStaffCalled: () => void;
  readonly print: (line: string) => void;
}

/** The decision log: resolves only when the event is durable. */
export interface AccessLogPort {
  readonly appendEvent: (event: AccessEvent) => Promise<{ readonly id: string }>;
}

type AccessEvent =
  | {
      readonly kind: 'credential-accepted';
      readonly door: string;
      readonly credential: string;
      readonly type: CredentialKind;
      readonly person: string;
    }
  | {
      readonly kind: 'credential-refused';
      readonly door: string;
      readonly type: CredentialKind;
      readonly reason: RefusalReason;
      readonly credential: string | null;
      readonly person: string | null;
    }
  | { readonly kind: 'staff-called'; readonly door: string };

type RefusalReason = Exclude<Verified['kind'], 'known'> | PassageRefusal;

/** Whose badge or PIN it is, which is not enough here. */
interface Claimed {
  readonly claimed: string;
}

/** How long each is shown: time to read it, or until somebody can have come. */
const SHOWN_MS: Readonly<Record<Exclude<AccessView['state'], 'wait'>, number>> = {
  granted: 5000,
  refused: 6000,
  'call-staff': 15_000,
  'staff-called': 30_000,
};
/** For the driver, beyond the pulse; as for a session. */
const DOOR_GRACE_MS = 5000;

export function createOtherWay(options: OtherWayOptions): OtherWay {
  const { door, log, print } = options;
  let view: AccessView | null = null;
  let timer: NodeJS.Timeout | undefined;
  let work: Promise<void> = Promise.resolve();
  let isBusy = false;
  let isClosing = false;
  // Kinds whose refusal for now is in the log: one entry for each wait, however many are tried in it.
  const toldThrottled = new Set<CredentialKind>();

  function show(next: AccessView | null): void {
    clearTimeout(timer);
    view = next;
    options.onChange();
    if (next === null || next.state === 'wait') return;
    timer = setTimeout(() => show(null), SHOWN_MS[next.state]);
    timer.unref();
  }

  async function decide(presented: PresentedCredential): Promise<AccessView | Claimed> {
    if (typeof options.credentials === 'string') throw new Error(options.credentials);
    const { kind } = presented;
    const said = options.credentials.verify(kind, presented.value);
    if (said.kind !== 'throttled') toldThrottled.delete(kind);
    if (said.kind !== 'known') return turnAway(kind, said);
    const { credential } = said;
    const refusal = options.passage?.refusal(credential.holder) ?? null;
    if (refusal !== null) {
      await logRefusal(kind, refusal, credential);
      return { state: 'refused', reason: refusal, waitSeconds: null };
    }
    return options.claim === undefined ? admit(credential) : { claimed: credential.holder };
  }

  /** What is shown goes first: while somebody is shown what came of a badge, no session begins. */
  async function begin({ claimed }: Claimed): Promise<void> {
    show(null);
    if ((await options.claim?.(claimed)) !== true) show({ state: 'call-staff' });
  }

  /** Into the log, then the pulse. Where the log rejects, nothing moves. */
  async function admit({ id: credential, kind, holder }: Credential): Promise<AccessView> {
    const { id } = await log.appendEvent({
      kind: 'credential-accepted',
      door: door.id,
      credential,
      type: kind,
      person: holder,
    });
    const signal = AbortSignal.timeout(door.pulseMs + DOOR_GRACE_MS);
    await door.port.pulse({ decisionId: id, pulseMs: door.pulseMs }, signal);
    options.passage?.passed(holder);
    return { state: 'granted' };
  }

  async function turnAway(
    kind: CredentialKind,
    said: Exclude<Verified, { readonly kind: 'known' }>,
  ): Promise<AccessView> {
    const credential = 'credential' in said ? said.credential : null;
    if (said.kind !== 'throttled') {
      await logRefusal(kind, said.kind, credential);
      return { state: 'refused', reason: 'not-known', waitSeconds: null };
    }
    if (!toldThrottled.has(kind)) await logRefusal(kind, 'throttled', null);
    toldThrottled.add(kind);
    const waitSeconds = Math.ceil(said.retryAfterMs / 1000);
    return { state: 'refused', reason: 'too-often', waitSeconds };
  }

  const logRefusal = (
    type: CredentialKind,
    reason: RefusalReason,
    credential: Credential | null,
  ): Promise<unknown> =>
    log.appendEvent({
      kind: 'credential-refused',
      door: door.id,
      type,
      reason,
      credential: credential?.id ?? null,
      person: credential?.holder ?? null,
    });

  async function present(presented: PresentedCredential): Promise<void> {
    show({ state: 'wait' });
    try {
      const said = await decide(presented);
      if ('claimed' in said) await begin(said);
      else show(said);
    } catch (cause) {
      // The line names what failed, never what was shown.
      print(`${presented.kind}: ${messageOf(cause)}`);
      show({ state: 'call-staff' });
    }
  }

  async function callStaff(): Promise<void> {
    const isNew = view?.state !== 'staff-called';
    show({ state: 'staff-called' });
    // Asking twice calls once.
    if (!isNew) return;
    options.onStaffCalled();
    print(`door ${door.id}: somebody asks for a member of staff`);
    // Whoever needs help is not made to wait for the log.
    await log
      .appendEvent({ kind: 'staff-called', door: door.id })
      .catch((cause: unknown) => print(`log: ${messageOf(cause)}`));
  }

  async function alone(run: () => Promise<void>): Promise<void> {
    if (isBusy || isClosing) return;
    isBusy = true;
    work = run().finally(() => (isBusy = false));
    await work;
  }

  return {
    present: (presented) => alone(() => present(presented)),
    callStaff: () => alone(callStaff),
    view: () => view,
    dismiss() {
      if (view !== null && view.state !== 'wait') show(null);
    },
    async [Symbol.asyncDispose]() {
      isClosing = true;
      await work;
      clearTimeout(timer);
    },
  };
}

const messageOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message : String(cause);
