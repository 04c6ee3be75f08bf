// A kiosk with its operator's desk, for a host: composed, and composed anew when an operator changed its settings. Main process of either host.

import { openOperatorConsole, type OperatorConsole } from '#electron/operator/console.ts';
import { createAttendance } from '#electron/operator/attendance.ts';
import type { MonotonicClock } from '#electron/session/ports.ts';
import { compose, type Composed, type ComposeOptions, type Composition } from './compose.ts';
import type { Settings } from './settings.ts';
import { createStandingKiosk, type PageKiosk } from './standing-kiosk.ts';

export interface HostedKiosk extends AsyncDisposable {
  readonly kind: 'hosted';
  readonly kiosk: PageKiosk;
  readonly operator: OperatorConsole;
  readonly settings: () => Settings;
  readonly clock: MonotonicClock;
  /** The demo camera's still, a JPEG; null outside a demo. */
  readonly demoSubject: Uint8Array<ArrayBuffer> | null;
}

type Refused = Extract<Composed, { readonly kind: 'refused' }>;

export async function openKiosk(options: ComposeOptions): Promise<HostedKiosk | Refused> {
  const first = await compose(options);
  if (first.kind === 'refused') return first;
  const { demo, data, print } = options;
  const standing = createStandingKiosk(demo);
  const attendance = createAttendance();
  let current: Composition | null = null;

  const take = (composition: Composition | null): void => {
    current = composition;
    attendance.take(composition?.attended ?? null);
    standing.stand(composition?.kiosk ?? null);
  };

  const { clock, demoSubject } = first;
  let { settings } = first;
  take(first);
  const operator = await openOperatorConsole({ data, attendance, print });
  return {
    kind: 'hosted',
    kiosk: standing.kiosk,
    operator,
    settings: () => (settings = current?.settings ?? settings),
    clock,
    demoSubject,
    async [Symbol.asyncDispose]() {
      operator[Symbol.dispose]();
      await current?.[Symbol.asyncDispose]();
    },
  };
}
