// Owns the state of one session after another: feeds step(), tells the story, runs the effects in order. Main process.

import type { AcceptedCamera } from '#core/camera/index.ts';
import type { Ms } from '#core/frame/index.ts';
import type { IdentityFinding } from '#core/identity/index.ts';
import { faceOutline } from '#core/pad/index.ts';
import { narrate, type SessionMessage } from '#core/protocol/index.ts';
import {
  initialState,
  observe,
  step,
  type DecisionRecord,
  type FrameAnalysis,
  type Held,
  type SessionEffect,
  type SessionEvent,
  type SessionHost,
  type SessionPolicy,
  type SessionState,
  type Verdict,
} from '#core/session/index.ts';
import type { PassageControl } from './passage.ts';
import type { DecisionLogPort, DoorPort, ModelHashes, MonotonicClock } from './ports.ts';
import type { Recognise } from './recognition.ts';
import { unlessAborted } from './unless-aborted.ts';

/** A driver that has not answered this long after its pulse should have ended is a fault. */
const DOOR_GRACE_MS = 5000;

export interface RunnerOptions {
  readonly policy: SessionPolicy;
  readonly policySha256: string;
  readonly host: SessionHost;
  readonly clock: MonotonicClock;
  readonly log: DecisionLogPort;
  /** Only a kiosk is given one. */
  readonly door: DoorPort | null;
  /** Whether an operator watches this session: then the door is theirs to move, and the session has none. */
  readonly isAssisted?: (sessionId: string) => boolean;
  /** Hours and interval of the door; without it anybody bona fide may pass at any time. */
  readonly passage?: PassageControl;
  /** Asked before anything is granted; without it the door asks for liveness alone. */
  readonly recognise?: Recognise;
  readonly models: () => ModelHashes;
  /** The camera that is looked through now. A host without one leaves it out. */
  readonly camera?: () => AcceptedCamera | null;
  /** Somebody stands before an idle kiosk. */
  readonly onWake?: () => void;
  readonly onChange?: (state: SessionState) => void;
  readonly onMessage?: (message: SessionMessage) => void;
  readonly onEvent?: (event: SessionEvent) => void;
  readonly onDecision?: (decision: {
    readonly id: string;
    readonly record: DecisionRecord;
  }) => void;
  /** A failed analysis, append or pulse: the cause, for the operator's eyes. */
  readonly onFault?: (what: 'inference' | 'log' | 'door' | 'identity', cause: unknown) => void;
}

export interface Runner {
  readonly state: () => SessionState;
  readonly dispatch: (event: SessionEvent) => void;
  /** Dispatches what inference said of a frame; the embedding in it never leaves this object. */
  readonly dispatchFrame: (analysis: FrameAnalysis, at: Ms) => void;
  /** Resolves when every effect so far has run to its end. */
  readonly settled: () => Promise<void>;
}

const NOTHING: Held = { template: null, outline: null };

export function createRunner(options: RunnerOptions): Runner {
  const { policy, clock } = options;
  let state = initialState;
  let held: Held = NOTHING;
  let current: FrameAnalysis | null = null;
  /** Of the session that concluded last. */
  let door: DoorPort | null = null;
  let concluded: string | null = null;
  let finding: IdentityFinding | null = null;
  // Effects run one after the other: the door waits for the log.
  let work: Promise<void> = Promise.resolve();

  function dispatch(event: SessionEvent): void {
    const before = state;
    const after = step(before, event, policy);
    state = after.state;
    options.onEvent?.(event);
    for (const message of narrate(before, event, state, policy)) options.onMessage?.(message);
    after.effects.forEach(run);
    options.onChange?.(state);
  }

  function run(effect: SessionEffect): void {
    switch (effect.type) {
      case 'draw-challenges':
        options.onWake?.();
        return;
      case 'hold-reference':
        held = {
          ...held,
          template: current?.embedding.kind === 'embedded' ? current.embedding.values : null,
        };
        return;
      case 'hold-outline':
        held = {
          ...held,
          outline: current?.landmarks.kind === 'landmarks' ? faceOutline(current.landmarks) : null,
        };
        return;
      case 'forget-reference':
        held.template?.fill(0);
        held.outline?.fill(0);
        held = NOTHING;
        return;
      case 'append-decision': {
        // Asked now: by the time the log is written another may have been opened.
        const camera = options.camera?.() ?? null;
        work = work.then(() => append(effect.verdict, camera));
        return;
      }
      case 'pulse-door':
        work = work.then(() => pulse(effect.decisionId, effect.pulseMs));
    }
  }

  /** Why a grant is none after all; what is logged is the denial that the machine makes of it. */
  async function withhold(sessionId: string): Promise<SessionEvent | null> {
    finding = (await options.recognise?.(sessionId)) ?? null;
    if (finding !== null && finding.refusal !== null) {
      return { type: 'identity-refused', at: clock(), reason: finding.refusal };
    }
    const refusal = options.passage?.refusal(finding?.externalId ?? undefined) ?? null;
    return refusal && { type: 'passage-refused', at: clock(), reason: refusal };
  }

  async function append(verdict: Verdict, camera: AcceptedCamera | null): Promise<void> {
    const { sessionId, decision } = verdict;
    const isAssisted = options.isAssisted?.(sessionId) ?? false;
    if (concluded !== sessionId) finding = null;
    concluded = sessionId;
    door = isAssisted ? null : options.door;
    const withheld = decision === 'grant' && !isAssisted ? await withhold(sessionId) : null;
    if (withheld !== null) {
      dispatch(withheld);
      return;
    }
    const record: DecisionRecord = {
      ...verdict,
      host: isAssisted && options.host === 'kiosk' ? 'assisted' : options.host,
      policy: { name: policy.name, sha256: options.policySha256 },
      camera,
      ...(finding !== null && { identity: finding }),
      models: options.models(),
    };
    try {
      const { id } = await options.log.append(record);
      options.onDecision?.({ id, record });
      dispatch({ type: 'decision-appended', at: clock(), decisionId: id });
    } catch (cause) {
      options.onFault?.('log', cause);
      dispatch({ type: 'append-failed', at: clock() });
    }
  }

  async function pulse(decisionId: string, pulseMs: number): Promise<void> {
    if (door === null) {
      dispatch({ type: 'door-absent', at: clock() });
      return;
    }
    try {
      const signal = AbortSignal.timeout(pulseMs + DOOR_GRACE_MS);
      await unlessAborted(door.pulse({ decisionId, pulseMs }, signal), signal);
      options.passage?.passed(finding?.externalId ?? undefined);
      dispatch({ type: 'door-pulsed', at: clock() });
    } catch (cause) {
      options.onFault?.('door', cause);
      dispatch({ type: 'door-faulted', at: clock() });
    }
  }

  return {
    state: () => state,
    dispatch,
    dispatchFrame(analysis, at) {
      current = analysis;
      dispatch({ type: 'frame-observed', at, observation: observe(analysis, held) });
      current = null;
    },
    async settled() {
      // An effect may have asked for another while it was awaited.
      for (let awaited: Promise<void> | null = null; awaited !== work;) {
        awaited = work;
        await awaited;
      }
    },
  };
}
