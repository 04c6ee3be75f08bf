// A kiosk with its operator's desk, for a host: composed, and composed anew when an operator changed its settings. Main process of either host.

import { openOperatorConsole, type OperatorConsole } from '#electron/operator/console.ts';
import { createAttendance } from '#electron/operator/attendance.ts';
import type { MonotonicClock } from '#electron/session/ports.ts';
import { compose, type Composed, type ComposeOptions, type Composition } from './compose.ts';
import { settings as settingsSchema, type Settings } from './settings.ts';
import { createStandingKiosk, type PageKiosk } from './standing-kiosk.ts';

export interface HostedKiosk extends AsyncDisposable {
  readonly kind: 'hosted';
  readonly kiosk: PageKiosk;
  readonly operator: OperatorConsole;
  readonly settings: () => Settings;
  readonly clock: MonotonicClock;
  /** The demo camera's still, a JPEG; null outside a demo. */
  readonly demoSubject: Uint8Array<ArrayBuffer> | null;
  /** Resolves when there is no kiosk any more and none can be composed: the process has to end. */
  readonly lost: Promise<void>;
}

type Refused = Extract<Composed, { readonly kind: 'refused' }>;

export async function openKiosk(options: ComposeOptions): Promise<HostedKiosk | Refused> {
  const first = await compose(options);
  if (first.kind === 'refused') return first;
  const { demo, data, print } = options;
  const standing = createStandingKiosk(demo);
  const attendance = createAttendance();
  const lost = Promise.withResolvers<void>();
  let current: Composition | null = null;

  const take = (composition: Composition | null): void => {
    current = composition;
    attendance.take(composition?.attended ?? null);
    standing.stand(composition?.kiosk ?? null);
  };

  /** A line that says why no kiosk can be made of what there is now; then there is none until this is asked again. */
  async function composeAgain(): Promise<string | null> {
    const before = current;
    take(null);
    await before?.[Symbol.asyncDispose]();
    // An adapter may throw at settings that are well formed: a certificate that is not there.
    const next = await compose(options).catch((cause: unknown) =>
      cause instanceof Error ? cause.message : String(cause),
    );
    if (typeof next === 'string') return next;
    if (next.kind === 'refused') return next.line;
    take(next);
    return null;
  }

  // One after the other: a kiosk that is being made is nobody's to end.
  let work: Promise<string | null> = Promise.resolve(null);
  const recompose = (): Promise<string | null> => (work = work.then(composeAgain));

  const { clock, demoSubject } = first;
  let { settings } = first;
  take(first);
  const operator = await openOperatorConsole({
    data,
    attendance,
    settingsSchema,
    recompose,
    onLost(line) {
      print(line);
      lost.resolve();
    },
    print,
  });
  return {
    kind: 'hosted',
    kiosk: standing.kiosk,
    operator,
    settings: () => (settings = current?.settings ?? settings),
    clock,
    demoSubject,
    lost: lost.promise,
    async [Symbol.asyncDispose]() {
      operator[Symbol.dispose]();
      await work;
      await current?.[Symbol.asyncDispose]();
    },
  };
}
