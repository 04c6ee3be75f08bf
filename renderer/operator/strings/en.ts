// English: the operator's console. Another language is a value of type `OperatorStrings`. Renderer.

import type { OperatorRefusal, Role } from '#core/protocol/index.ts';
import { enArrange } from './en-arrange.ts';
import { enDecisions } from './en-decisions.ts';
import { enDesk } from './en-desk.ts';
import { enEnrolment } from './en-enrolment.ts';
import { enLog } from './en-log.ts';
import { wait } from './wait.ts';

export const en = {
  title: 'Operator console',
  close: 'Close',
  cancel: 'Cancel',
  back: 'Back',
  next: 'Continue',
  retry: 'Try again',
  working: 'Working…',
  loading: 'Loading…',
  show: 'Show',
  hide: 'Hide',
  demo: 'Demo: simulated camera and door',
  none: 'None',
  table: (of: string) => `Table: ${of}`,
  all: 'All',
  keys: {
    space: 'Space',
    shift: 'Shift',
    erase: 'Erase',
    done: 'Done',
    symbols: '?123',
    letters: 'abc',
  },
  roles: { operator: 'Operator', administrator: 'Administrator' } satisfies Readonly<
    Record<Role, string>
  >,
  refusals: {
    'not-signed-in': () => 'You are signed out. Please sign in again.',
    'not-allowed': () => 'Your role does not do this. Ask an administrator.',
    throttled: ({ retryAfterMs }: { readonly retryAfterMs: number }) =>
      `Too many wrong passphrases. Wait ${wait(retryAfterMs)}.`,
    'wrong-passphrase': () => 'Name or passphrase is wrong.',
    invalid: ({ message }: { readonly message: string }) => `Not accepted: ${message}.`,
    busy: ({ message }: { readonly message: string }) => `Not now: ${message}.`,
    unavailable: ({ message }: { readonly message: string }) => `Not possible: ${message}.`,
  } satisfies {
    readonly [C in OperatorRefusal['code']]: (
      refusal: Extract<OperatorRefusal, { code: C }>,
    ) => string;
  },
  ...enDesk,
  ...enDecisions,
  ...enArrange,
  enrolment: enEnrolment,
  ...enLog,
};
export type OperatorStrings = typeof en;
