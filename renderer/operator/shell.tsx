// What surrounds every section of the console: who is signed in, how the kiosk does, where to go, and the door's release. Renderer.

import { useState, type ReactElement } from 'react';
import type { ApiState, Role } from '#core/protocol/index.ts';
import { GateIcon } from '#renderer/ui/icons.tsx';
import type { Status } from './desk.ts';
import { useDesk, useDeskState } from './desk-context.ts';
import { short } from './format.ts';
import { Action } from './parts/action.tsx';
import { Chip } from './parts/panel.tsx';
import { SectionIcon } from './parts/section-icon.tsx';
import { Release } from './release.tsx';
import type { SectionName } from './section-name.ts';
import { Assisted } from './sections/assisted.tsx';
import { Calibration } from './sections/calibration.tsx';
import { Camera } from './sections/camera.tsx';
import { Decisions } from './sections/decisions.tsx';
import { Enrolment } from './sections/enrolment.tsx';
import { Live } from './sections/live.tsx';
import { People } from './sections/people.tsx';
import { Settings } from './sections/settings.tsx';
import { useWords } from './strings/words.ts';
import { useCountdown } from './use-countdown.ts';

const SECTIONS = {
  live: Live,
  assisted: Assisted,
  enrolment: Enrolment,
  decisions: Decisions,
  camera: Camera,
  calibration: Calibration,
  people: People,
  settings: Settings,
} as const satisfies Readonly<Record<SectionName, () => ReactElement>>;

/** What a role may not do is not shown. */
const BY_ROLE: Readonly<Record<Role, readonly SectionName[]>> = {
  operator: ['live', 'assisted', 'enrolment', 'decisions', 'camera'],
  administrator: [
    'live',
    'assisted',
    'enrolment',
    'decisions',
    'camera',
    'calibration',
    'people',
    'settings',
  ],
};

export interface ShellProps {
  readonly status: Status;
  readonly operator: NonNullable<Status['operator']>;
  readonly onClose: () => void;
}

export function Shell({ status, operator, onClose }: ShellProps): ReactElement {
  const words = useWords();
  const [current, setCurrent] = useState<SectionName>('live');
  const [isReleasing, setReleasing] = useState(false);
  const Section = SECTIONS[current];
  return (
    <div className="shell">
      <header className="shell__head">
        <div className="shell__brand">
          <GateIcon />
          <h1>{words.title}</h1>
        </div>
        <KioskState status={status} />
        <LeavingSoon idleMs={status.idleMs} />
        <div className="shell__who">
          <span>
            {operator.name}
            <small>{words.roles[operator.role]}</small>
          </span>
          <Action kind="quiet" label={words.desk.signOut} onPress={onClose} />
        </div>
      </header>
      <nav className="shell__nav" aria-label={words.title}>
        {BY_ROLE[operator.role].map((name) => (
          <button
            key={name}
            type="button"
            aria-current={name === current ? 'page' : undefined}
            aria-label={words.desk.sections[name]}
            onClick={() => setCurrent(name)}
          >
            <SectionIcon name={name} />
            <span className="nav__long">{words.desk.sections[name]}</span>
            <span className="nav__short">{words.desk.short[name]}</span>
          </button>
        ))}
        <button type="button" className="shell__release" onClick={() => setReleasing(true)}>
          <SectionIcon name="release" />
          <span>{words.release.action}</span>
        </button>
      </nav>
      <main className="shell__main" key={current} tabIndex={0}>
        <h1 className="visually-hidden">{words.desk.sections[current]}</h1>
        <Section />
      </main>
      {isReleasing && <Release onClose={() => setReleasing(false)} />}
    </div>
  );
}

function KioskState({ status }: { readonly status: Status }): ReactElement {
  const { desk, demo } = useWords();
  return (
    <p className="shell__state">
      {status.demo && <Chip tone="caution" label={demo} />}
      {status.fault === null ? (
        <Chip tone="good" label={desk.ready} />
      ) : (
        <Chip tone="bad" label={`${desk.notReady}: ${status.fault}`} />
      )}
      <span className="shell__about">
        {desk.door} <b>{status.door.id}</b> ({status.door.driver})
      </span>
      <span className="shell__about">
        {desk.policy} <b>{status.policy.name}</b> {short(status.policy.sha256)}
      </span>
      <span className="shell__about">
        {desk.calibration}{' '}
        <b>{status.calibration === null ? desk.uncalibrated : short(status.calibration)}</b>
      </span>
      {status.api !== undefined && <InterfaceState state={status.api} />}
    </p>
  );
}

/** A kiosk is open without it, and whoever turned it on is told why. */
function InterfaceState({ state }: { readonly state: ApiState }): ReactElement {
  const { desk } = useWords();
  switch (state.kind) {
    case 'refused':
      return <Chip tone="bad" label={`${desk.api}: ${state.line}`} />;
    case 'starting':
      return (
        <span className="shell__about">
          {desk.api} <b>{desk.apiStarts}</b>
        </span>
      );
    case 'listening':
      return (
        <span className="shell__about">
          {desk.api} <b>{new URL(state.origin).host}</b>
        </span>
      );
  }
}

const SOON_MS = 30_000;

/** Said before it happens, with a way to stay. */
function LeavingSoon({ idleMs }: { readonly idleMs: number }): ReactElement | null {
  const words = useWords();
  const { refresh } = useDesk();
  const askedAt = useDeskState((state) => state.askedAt);
  const leftMs = useCountdown(askedAt + idleMs);
  if (idleMs === 0 || leftMs > SOON_MS) return null;
  return (
    <div className="shell__leaving" role="alert">
      <span>{words.desk.leaving(leftMs)}</span>
      <Action label={words.desk.stay} onPress={() => void refresh()} />
    </div>
  );
}
