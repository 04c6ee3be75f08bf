// The ports of the session service: what it needs from inference, log, door, randomness and clock. Main process.
// Their types live here because the side that calls a port owns its type; adapters implement them, `compose` joins them.

import type { Frame, Ms } from '#core/frame/index.ts';
import type { AnalysisPlan, DecisionRecord, FrameAnalysis } from '#core/session/index.ts';

/** Inference in its own process (or in this one, for the CLI). One frame in flight: a second call while one runs rejects. */
export interface InferencePort extends AsyncDisposable {
  /**
   * Loads and verifies the models; resolves with the SHA-256 of each. Rejects with an `AssetFault` when one is missing or altered.
   */
  ready(signal: AbortSignal): Promise<ModelHashes>;
  /** Rejects when the worker died or the signal fired; the frame is then unjudged, never scored. */
  analyze(frame: Frame, plan: AnalysisPlan, signal: AbortSignal): Promise<FrameAnalysis>;
}

/** SHA-256 by the model's name in the manifest. */
export type ModelHashes = Readonly<Record<string, string>>;

/** The decision log. Resolves only when the entry is durable; rejects otherwise, and then no door moves. */
export interface DecisionLogPort {
  append(record: DecisionRecord): Promise<{ readonly id: string }>;
}

/** What happens at a door beside decisions. Personal words lie beside the log's chain. */
export type DoorEvent =
  | {
      readonly kind: 'door-fault';
      readonly door: string;
      /** Null where no pulse is to blame. */
      readonly decisionId: string | null;
      /** At most 500 characters. */
      readonly reason: string;
    }
  | {
      readonly kind: 'override';
      readonly door: string;
      readonly operator: string;
      readonly reason: string;
      readonly cause?: ReleaseCause;
      readonly decisionId?: string | null;
      readonly extended?: boolean;
    };

/** Why an operator moves a door: at their own word, after a session that they watched, or to try it. */
export type ReleaseCause = 'release' | 'assisted' | 'test';

/** The same log: resolves only when the event is durable. */
export interface DoorLogPort {
  appendEvent(event: DoorEvent): Promise<{ readonly id: string }>;
}

/** A door: a pulse, never "on". Resolves when the driver confirmed the pulse. */
export interface DoorPort {
  pulse(order: PulseOrder, signal: AbortSignal): Promise<void>;
}

export interface PulseOrder {
  readonly decisionId: string;
  readonly pulseMs: number;
}

/** Monotonic milliseconds. */
export type MonotonicClock = () => Ms;
