// The shape of the desk's parts: one handler for each ask, and which role each ask needs. Main process.

import type { OperatorAnswers, OperatorAsk, OperatorAskName, Role } from '#core/protocol/index.ts';
import type { Operator } from './operators.ts';

type AskMap = { readonly [N in OperatorAskName]: Extract<OperatorAsk, { readonly ask: N }> };

/** Throws `OperatorRefused` for what is not to be. */
export type Handlers<Name extends OperatorAskName> = {
  readonly [N in Name]: (
    ask: AskMap[N],
    operator: Operator,
  ) => OperatorAnswers[N] | Promise<OperatorAnswers[N]>;
};

export async function handle<N extends OperatorAskName>(
  handlers: Handlers<OperatorAskName>,
  name: N,
  ask: AskMap[N],
  operator: Operator,
): Promise<OperatorAnswers[N]> {
  return handlers[name](ask, operator);
}

/** Asks that somebody who is not signed in may make. */
export type OpenAsk = 'status' | 'set-up' | 'sign-in' | 'sign-out';

export const isOpenAsk = (name: OperatorAskName): name is OpenAsk =>
  name === 'status' || name === 'set-up' || name === 'sign-in' || name === 'sign-out';

/** An administrator may do all that an operator may. */
export const NEEDS: Readonly<Record<Exclude<OperatorAskName, OpenAsk>, Role>> = {
  'live:watch': 'operator',
  'assisted:start': 'operator',
  'assisted:cancel': 'operator',
  'assisted:decide': 'operator',
  release: 'operator',
  'decisions:page': 'operator',
  'decisions:tally': 'operator',
  'decisions:verify': 'operator',
  'decisions:export': 'operator',
  'settings:read': 'administrator',
  'settings:check': 'administrator',
  'settings:write': 'administrator',
  'door:test': 'administrator',
  'camera:report': 'operator',
  'camera:choose': 'administrator',
  'calibrate:state': 'administrator',
  'calibrate:collect': 'administrator',
  'calibrate:fit': 'administrator',
  'calibrate:discard': 'administrator',
  'enrolment:list': 'operator',
  'enrolment:add': 'operator',
  'enrolment:cancel': 'operator',
  'enrolment:remove': 'administrator',
  'operators:list': 'administrator',
  'operators:add': 'administrator',
  'operators:remove': 'administrator',
  'credentials:list': 'administrator',
  'credentials:add': 'administrator',
  'credentials:change': 'administrator',
  'credentials:remove': 'administrator',
};

export const mayAsk = (role: Role, needed: Role): boolean =>
  role === 'administrator' || needed === 'operator';
