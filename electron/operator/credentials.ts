// Badges and PINs at the desk: who has one, given and taken away by an administrator. Main process.

import {
  CredentialsFault,
  type Credential,
  type Credentials,
} from '#electron/credentials/index.ts';
import type { LogEvent } from '#electron/decision-log/events.ts';
import type { OperatorAnswers } from '#core/protocol/index.ts';
import type { Handlers } from './asks.ts';
import type { Attendance } from './attendance.ts';
import { invalid, unavailable } from './refused.ts';

type CredentialsAsk = 'credentials:list' | 'credentials:add' | 'credentials:remove';
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
      .map(({ id, kind, holder, createdAt }) => ({ id, kind, name: holder, since: createdAt })),
  });
  const logged =
    (operator: string, change: 'added' | 'removed') =>
    ({ id, kind, holder }: Credential): Promise<unknown> => {
      const event: LogEvent = {
        kind: 'credentials-changed',
        operator,
        change,
        credential: id,
        type: kind,
        person: holder,
      };
      return attendance.kiosk().appendEvent(event);
    };

  return {
    'credentials:list': list,
    async 'credentials:add'({ kind, name, secret }, { name: operator }) {
      const added = { kind, holder: name, value: secret, expiresAt: null };
      try {
        await store().add(added, logged(operator, 'added'));
      } catch (cause) {
        throw cause instanceof CredentialsFault ? invalid('secret', cause.message) : cause;
      }
      return list();
    },
    async 'credentials:remove'({ id }, { name: operator }) {
      const removed = await store().remove(id, logged(operator, 'removed'));
      if (removed === null) throw unavailable('there is no such badge or PIN');
      return list();
    },
  };
}
