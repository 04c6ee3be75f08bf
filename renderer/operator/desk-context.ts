// Gives the console's components their desk, and asks for them. Renderer.

import { createContext, useCallback, useContext, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { AnswerTo, OperatorAsk, OperatorRefusal } from '#core/protocol/index.ts';
import type { Desk, DeskState } from './desk.ts';

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('a part of the console outside its desk');
  return desk;
}

export const useDeskState = <T>(select: (state: DeskState) => T): T =>
  useStore(useDesk().store, select);

export const useIsAdministrator = (): boolean =>
  useDeskState(({ status }) => status?.operator?.role === 'administrator');

export interface Asking {
  readonly isBusy: boolean;
  /** Why the last ask was refused; null where it was not. */
  readonly refusal: OperatorRefusal | null;
  /** Resolves with the answer, or with null: then the refusal says why. */
  readonly run: <A extends OperatorAsk>(ask: A) => Promise<AnswerTo<A> | null>;
  readonly forget: () => void;
}

/** One button's or form's way to ask. */
export function useAsk(): Asking {
  const desk = useDesk();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<OperatorRefusal | null>(null);
  const run = useCallback(
    async <A extends OperatorAsk>(ask: A): Promise<AnswerTo<A> | null> => {
      setBusy(true);
      const answered = await desk.ask(ask);
      setBusy(false);
      setRefusal(answered.kind === 'refused' ? answered.refusal : null);
      return answered.kind === 'answered' ? answered.answer : null;
    },
    [desk],
  );
  const forget = useCallback(() => setRefusal(null), []);
  return { isBusy, refusal, run, forget };
}

export interface Loaded<T> {
  readonly answer: T | null;
  readonly refusal: OperatorRefusal | null;
  readonly reload: () => void;
  /** Takes an answer that another ask has brought. */
  readonly take: (answer: T) => void;
}

/** Asks when it is shown, and again whenever `ask` is another: it has to be the same object as long as it is the same ask. */
export function useAnswer<A extends OperatorAsk>(ask: A): Loaded<AnswerTo<A>> {
  const desk = useDesk();
  const [{ answer, refusal }, setLoaded] = useState<Settled<AnswerTo<A>>>(NOTHING);
  useEffect(() => {
    const gone = new AbortController();
    void settle(desk, ask, (merge) => {
      if (!gone.signal.aborted) setLoaded(merge);
    });
    return () => gone.abort();
  }, [desk, ask]);
  const reload = useCallback(() => void settle(desk, ask, setLoaded), [desk, ask]);
  const take = useCallback((given: AnswerTo<A>) => setLoaded({ answer: given, refusal: null }), []);
  return { answer, refusal, reload, take };
}

interface Settled<T> {
  readonly answer: T | null;
  readonly refusal: OperatorRefusal | null;
}
const NOTHING = { answer: null, refusal: null };

/** A refusal leaves the answer before it where it was. */
async function settle<A extends OperatorAsk>(
  desk: Desk,
  ask: A,
  show: (merge: (had: Settled<AnswerTo<A>>) => Settled<AnswerTo<A>>) => void,
): Promise<void> {
  const answered = await desk.ask(ask);
  show((had) =>
    answered.kind === 'answered'
      ? { answer: answered.answer, refusal: null }
      : { answer: had.answer, refusal: answered.refusal },
  );
}

/** Asks over and over while it is shown and somebody is there. */
export function usePolled<A extends OperatorAsk>(ask: A, everyMs: number): Loaded<AnswerTo<A>> {
  const loaded = useAnswer(ask);
  const { reload, answer, refusal } = loaded;
  const isAttended = useDeskState((state) => state.isAttended);
  const isSettled = answer !== null || refusal !== null;
  useEffect(() => {
    if (!isSettled || !isAttended) return;
    const timer = setInterval(reload, everyMs);
    return () => clearInterval(timer);
  }, [reload, isSettled, isAttended, everyMs]);
  return loaded;
}
