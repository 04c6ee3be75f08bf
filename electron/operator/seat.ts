// The one seat at the desk: set-up, sign-in, and being signed out by asking, by idleness, or with the page. Main process.

import type { OperatorAnswers, OperatorAskName } from '#core/protocol/index.ts';
import type { LogEvent } from '#electron/decision-log/events.ts';
import { isOpenAsk, mayAsk, NEEDS, type Handlers } from './asks.ts';
import type { Attendance } from './attendance.ts';
import type { Operator, Operators } from './operators.ts';
import { busy, messageOf, OperatorRefused, unavailable } from './refused.ts';

/** Long enough to walk to a door and back. */
const IDLE_MS = 5 * 60_000;

export interface SeatOptions {
  /** Or the line that says why nobody can be known. */
  readonly operators: Operators | string;
  readonly attendance: Attendance;
  readonly idleMs?: number;
  /** Whether an ask is still being answered: who waits for it is not idle. */
  readonly isAsking: () => boolean;
  /** Whoever was signed in is so no more, and nobody asked for it. */
  readonly onIdle: () => void;
  /** However it happened. */
  readonly onEmpty: () => void;
  readonly print: (line: string) => void;
}

type OperatorList = OperatorAnswers['operators:list'];

type SeatAsk =
  | 'status'
  | 'set-up'
  | 'sign-in'
  | 'sign-out'
  | 'operators:list'
  | 'operators:add'
  | 'operators:remove';

export interface Seat extends Disposable {
  readonly handlers: Handlers<SeatAsk>;
  /** Who asks; throws `OperatorRefused` where this ask is not theirs. Every ask keeps the seat for another while. */
  readonly admit: (ask: OperatorAskName) => Operator;
  readonly leave: () => void;
}

/** Of asks that need no sign-in. */
const NOBODY: Operator = { name: '', role: 'operator' };

export function createSeat(options: SeatOptions): Seat {
  const { attendance, idleMs = IDLE_MS, print } = options;
  let seated: Operator | null = null;
  let isSigningIn = false;
  let timer: NodeJS.Timeout | undefined;

  const log = async (event: LogEvent): Promise<void> => {
    try {
      await attendance.kiosk().appendEvent(event);
    } catch (cause) {
      if (cause instanceof OperatorRefused) throw cause;
      throw unavailable(`the log takes no entries: ${messageOf(cause)}`);
    }
  };
  const known = (): Operators => {
    if (typeof options.operators === 'string') throw unavailable(options.operators);
    return options.operators;
  };

  function touch(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (options.isAsking()) return touch();
      empty('idle');
      options.onIdle();
    }, idleMs);
    timer.unref();
  }

  async function sit(operator: Operator): Promise<void> {
    // Nobody sits down whose coming is not in the log.
    await log({ kind: 'signed-in', operator: operator.name, role: operator.role });
    if (seated !== null) empty('asked');
    seated = operator;
    attendance.hold(true);
    touch();
  }

  function empty(how: 'asked' | 'idle' | 'page-gone'): void {
    const operator = seated?.name;
    if (operator === undefined) return;
    seated = null;
    clearTimeout(timer);
    options.onEmpty();
    attendance.hold(false);
    log({ kind: 'signed-out', operator, how }).catch((cause: unknown) =>
      print(`operator: ${messageOf(cause)}`),
    );
  }

  /** Into the log first, whoever was added or removed. */
  const changed =
    (change: 'set-up' | 'added' | 'removed', operator: string) =>
    ({ name, role }: Operator): Promise<void> =>
      log({ kind: 'operators-changed', operator, change, person: name, role });

  async function change(run: () => Promise<string | null>): Promise<OperatorList> {
    const refusal = await run();
    if (refusal !== null) throw unavailable(refusal);
    return { operators: [...known().list()] };
  }

  async function once<T>(run: () => Promise<T>): Promise<T> {
    if (isSigningIn) throw busy('another sign-in is being looked at');
    isSigningIn = true;
    try {
      return await run();
    } finally {
      isSigningIn = false;
    }
  }

  return {
    admit(ask) {
      if (isOpenAsk(ask)) return seated ?? NOBODY;
      if (seated === null) {
        throw new OperatorRefused({ code: 'not-signed-in', message: 'sign in first' });
      }
      touch();
      if (!mayAsk(seated.role, NEEDS[ask])) {
        throw new OperatorRefused({
          code: 'not-allowed',
          message: `${ask} needs an administrator`,
        });
      }
      return seated;
    },
    leave: () => empty('page-gone'),
    [Symbol.dispose]() {
      clearTimeout(timer);
    },
    handlers: {
      status() {
        const operators = known();
        const kiosk = attendance.kiosk();
        const view = kiosk.view();
        const camera = kiosk.camera();
        const api = kiosk.api();
        return {
          setUp: operators.isSetUp(),
          operator: seated,
          throttledMs: operators.throttledMs(),
          idleMs,
          door: kiosk.door,
          policy: { name: kiosk.policy.name, sha256: kiosk.policySha256 },
          calibration: kiosk.calibrationSha256,
          camera: camera && { label: camera.label, virtual: camera.virtual },
          demo: kiosk.demo,
          fault:
            view.phase === 'not-ready' ? view.fault : view.phase === 'starting' ? 'starting' : null,
          ...(api !== null && { api }),
        };
      },
      'set-up': ({ name, passphrase }) =>
        once(async () => {
          const operators = known();
          if (operators.isSetUp()) throw unavailable('there is an administrator already');
          const role = 'administrator';
          await change(() => operators.add({ name, role }, passphrase, changed('set-up', name)));
          await sit({ name, role });
          return { operator: { name, role } };
        }),
      'sign-in': ({ name, passphrase }) =>
        once(async () => {
          const said = await known().signIn(name, passphrase);
          switch (said.kind) {
            case 'throttled':
              throw new OperatorRefused({
                code: 'throttled',
                message: 'too many failed sign-ins: wait',
                retryAfterMs: said.retryAfterMs,
              });
            case 'wrong':
              await log({
                kind: 'sign-in-failed',
                operator: said.known,
                failures: said.failures,
              });
              throw new OperatorRefused({
                code: 'wrong-passphrase',
                message: 'name and passphrase do not belong together',
              });
            case 'known':
              await sit(said.operator);
              return { operator: said.operator };
          }
        }),
      'sign-out'() {
        empty('asked');
        return {};
      },
      'operators:list': () => ({ operators: [...known().list()] }),
      'operators:add': ({ name, role, passphrase }, { name: by }) =>
        change(() => known().add({ name, role }, passphrase, changed('added', by))),
      async 'operators:remove'({ name }, { name: by }) {
        let removed = '';
        const before = async (operator: Operator): Promise<void> => {
          await changed('removed', by)(operator);
          removed = operator.name;
        };
        const answer = await change(() => known().remove(name, before));
        if (seated?.name === removed) empty('asked');
        return answer;
      },
    },
  };
}
