// One entry of the log with everything that it holds. Renderer.

import type { ReactElement } from 'react';
import type { NamedEntry } from '#core/protocol/index.ts';
import { dateTime, score, seconds } from '../format.ts';
import { Modal } from '../parts/modal.tsx';
import { Chip, Facts, Word, type Fact } from '../parts/panel.tsx';
import { useWords, type OperatorStrings } from '../strings/words.ts';

export interface DetailsProps {
  readonly entry: NamedEntry;
  readonly onClose: () => void;
}

export function Details({ entry, onClose }: DetailsProps): ReactElement {
  const words = useWords();
  const { fields } = words.decisions;
  const title =
    entry.kind === 'decision'
      ? words.verdicts[entry.decision]
      : (words.events[entry.event] ?? entry.event);
  const chain: readonly Fact[] = [
    [fields.id, entry.id],
    [fields.sequence, entry.sequence],
    [words.decisions.columns.at, dateTime(entry.at)],
    [fields.sha256, entry.sha256],
  ];
  return (
    <Modal title={title} onClose={onClose} isDrawer>
      <div className="stack selectable">
        {entry.kind === 'decision' ? <OfDecision entry={entry} /> : <OfEvent entry={entry} />}
        <Facts facts={chain} />
      </div>
    </Modal>
  );
}

type Kind<K extends NamedEntry['kind']> = Extract<NamedEntry, { kind: K }>;

function OfDecision({ entry }: { readonly entry: Kind<'decision'> }): ReactElement {
  const words = useWords();
  return (
    <>
      <p className="row">
        <Chip
          tone={entry.decision === 'grant' ? 'good' : 'bad'}
          label={words.verdicts[entry.decision]}
        />
        <Chip
          tone={entry.outcome === 'bona-fide' ? 'good' : 'caution'}
          label={words.outcomes[entry.outcome]}
        />
      </p>
      <ul className="reasons">
        {entry.reasons.map((reason) => (
          <li key={reason}>
            {words.reasons[reason]} <small className="muted">{reason}</small>
          </li>
        ))}
      </ul>
      {entry.medicalMask && <Word tone="caution" text={words.decisions.fields.mask} />}
      {entry.extendedTime && <p>{words.decisions.fields.moreTime}</p>}
      <Facts facts={decisionFacts(entry, words)} />
    </>
  );
}

function decisionFacts(entry: Kind<'decision'>, words: OperatorStrings): readonly Fact[] {
  const { columns, fields } = words.decisions;
  const { camera } = entry;
  const virtual = camera?.virtual === true ? ` (${fields.virtual})` : '';
  return [
    [columns.score, score(entry.score)],
    [columns.took, seconds(entry.durationMs)],
    [fields.passed, entry.passed.map((each) => words.actions[each]).join(', ') || words.none],
    [columns.host, words.hosts[entry.host]],
    [fields.camera, camera === null ? words.none : `${camera.label}${virtual}`],
    ...identityFacts(entry, words),
    [fields.session, entry.sessionId],
    [fields.policy, `${entry.policy.name} ${entry.policy.sha256}`],
    ...Object.entries(entry.models).map(([model, sha256]): Fact => [model, sha256]),
  ];
}

/** Who it was found to be, where the door asked. */
function identityFacts(
  { identity, personal, names }: Kind<'decision'>,
  { decisions }: OperatorStrings,
): readonly Fact[] {
  if (identity === undefined) return [];
  const { fields } = decisions;
  const isNamed = personal?.['externalId'] !== undefined;
  return [
    ...(isNamed ? ([[fields.person, names['externalId'] ?? decisions.deleted]] as const) : []),
    [fields.asked, identity.demand],
    [fields.similarity, score(identity.similarity)],
    [fields.margin, score(identity.margin)],
  ];
}

function OfEvent({ entry }: { readonly entry: Kind<'event'> }): ReactElement {
  const { decisions } = useWords();
  const people = Object.keys(entry.personal).map((field): Fact => [
    field,
    entry.names[field] ?? decisions.deleted,
  ]);
  const detail = Object.entries(entry.detail).map(([name, value]): Fact => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return <Facts facts={[...people, ...detail]} />;
}
