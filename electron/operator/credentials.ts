// Badges and PINs at the desk: who has one, given and taken away by an administrator. Main process.

import {
  changeWord,
  CredentialsFault,
  type Credential,
  type Credentials,
} from '#electron/credentials/index.ts';
import type { LogEvent } from '#electron/decision-log/events.ts';
import type { OperatorAnswers } from '#core/protocol/index.ts';
import type { Handlers } from './asks.ts';
import type { Attendance } from './attendance.ts';
import { invalid, unavailable } from './refused.ts';

type CredentialsAsk =
  'credentials:list' | 'credentials:add' | 'credentials:change' | 'credentials:remove';
type Changed = { readonly change: 'added' | 'removed' } | ReturnType<typeof changeWord>;
type Listed = OperatorAnswers['credentials:list'];

export function createCredentialsDesk(attendance: Attendance): Handlers<CredentialsAsk> {
  const store = (): Credentials => {
    const { credentials } = attendance.kiosk();
    if (credentials === null) throw unavailable('badges and PINs cannot be used on this kiosk');
    return credentials;
  };
  const list = (): Listed => ({
    credentials: store()
      .list()
      .map(({ holder: name, createdAt: since, ...rest }) => ({ ...rest, name, since })),
  });
  const logged =
    (operator: string, word: Changed) =>
    ({ id, kind, holder }: Credential): Promise<unknown> => {
      const event: LogEvent = {
        kind: 'credentials-changed',
        operator,
        ...word,
        credential: id,
        type: kind,
        person: holder,
      };
      return attendance.kiosk().appendEvent(event);
    };

  return {
    'credentials:list': list,
    async 'credentials:add'({ kind, name, secret, expiresAt }, { name: operator }) {
      const added = { kind, holder: name, value: secret, expiresAt };
      try {
        await store().add(added, logged(operator, { change: 'added' }));
      } catch (cause) {
        throw cause instanceof CredentialsFault ? invalid('secret', cause.message) : cause;
      }
      return list();
    },
    async 'credentials:change'({ id, change }, { name: operator }) {
      const changed = await store().change(id, change, logged(operator, changeWord(change)));
      if (changed === null) throw unavailable(NONE);
      return list();
    },
    async 'credentials:remove'({ id }, { name: operator }) {
      const removed = await store().remove(id, logged(operator, { change: 'removed' }));
      if (removed === null) throw unavailable(NONE);
      return list();
    },
  };
}

const NONE = 'there is no such badge or PIN';
