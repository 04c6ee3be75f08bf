// What the console knows: who is signed in, and what it is told of the running session. Framework-free; renderer.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  AnswerTo,
  LiveFrame,
  OperatorAsk,
  OperatorLive,
  OperatorPush,
  OperatorRefusal,
} from '#core/protocol/index.ts';
import type { Answered, OperatorBridge } from '#renderer/session/bridge.ts';
import { trailAfter, type Trail } from './trail.ts';

export type Status = AnswerTo<{ ask: 'status' }>;

export interface DeskState {
  /** Null until the main side has answered once. */
  readonly status: Status | null;
  /** Why there is no newer status. */
  readonly refusal: OperatorRefusal | null;
  /** The last sign-in ended because nobody asked for anything. */
  readonly wasIdle: boolean;
  /** The kiosk had no administrator when the console was opened, and is being set up. */
  readonly isSettingUp: boolean;
  /** Until when sign-in is refused, by the page's clock. */
  readonly throttledUntil: number;
  readonly live: OperatorLive | null;
  /** The newest frame, which outlives news of something else. */
  readonly frame: LiveFrame | null;
  readonly trail: Trail;
  /** When something was asked last, by the page's clock. */
  readonly askedAt: number;
  /** Somebody has touched the console in the last minute. */
  readonly isAttended: boolean;
}

export const isSignedIn = ({ status }: DeskState): boolean =>
  status !== null && status.operator !== null;

export interface Desk extends Disposable {
  readonly store: StoreApi<DeskState>;
  readonly ask: <A extends OperatorAsk>(ask: A) => Promise<Answered<A>>;
  /** Asks anew who is signed in and how the kiosk does. */
  readonly refresh: () => Promise<void>;
}

/** News come with every frame; more than this nobody reads, and two cores have better to do. */
const SHOWN_EVERY_MS = 125;

export function createDesk(operator: OperatorBridge): Desk {
  const store = createStore<DeskState>(() => ({
    status: null,
    refusal: null,
    wasIdle: false,
    isSettingUp: false,
    throttledUntil: 0,
    live: null,
    frame: null,
    trail: [],
    askedAt: performance.now(),
    isAttended: true,
  }));
  let pending: OperatorLive[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(): void {
    timer = undefined;
    const told = pending;
    pending = [];
    const state = store.getState();
    store.setState({
      live: told.at(-1) ?? state.live,
      frame: told.findLast(({ frame }) => frame !== null)?.frame ?? state.frame,
      trail: told.reduce(trailAfter, state.trail),
    });
  }

  function hear(push: OperatorPush): void {
    if (push.push === 'signed-out') return leave(true);
    pending.push(push);
    timer ??= setTimeout(show, SHOWN_EVERY_MS);
  }

  function leave(wasIdle: boolean): void {
    const { status } = store.getState();
    if (status === null || status.operator === null) return;
    store.setState({
      status: { ...status, operator: null },
      wasIdle,
      live: null,
      frame: null,
      trail: [],
    });
  }

  async function ask<A extends OperatorAsk>(what: A): Promise<Answered<A>> {
    store.setState({ askedAt: performance.now() });
    const answered = await operator.ask(what);
    if (answered.kind === 'refused' && answered.refusal.code === 'not-signed-in') leave(true);
    return answered;
  }

  async function refresh(): Promise<void> {
    const answered = await ask({ ask: 'status' });
    if (answered.kind === 'refused') {
      store.setState({ refusal: answered.refusal });
      return;
    }
    const status = answered.answer;
    store.setState((state) => ({
      status,
      refusal: null,
      isSettingUp: state.isSettingUp || !status.setUp,
      throttledUntil: performance.now() + status.throttledMs,
    }));
  }

  const forget = operator.onLive(hear);
  return {
    store,
    ask,
    refresh,
    [Symbol.dispose]() {
      forget();
      clearTimeout(timer);
    },
  };
}
