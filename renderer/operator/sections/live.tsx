// The running session with its evidence, which its subject never sees. Renderer.

import type { ReactElement } from 'react';
import type { LiveFrame, LiveResult, OperatorLive } from '#core/protocol/index.ts';
import { useDeskState } from '../desk-context.ts';
import { degrees, score, seconds } from '../format.ts';
import { Bar, Chip, Facts, Panel, type Fact } from '../parts/panel.tsx';
import { Picture } from '../parts/picture.tsx';
import { ScorePlot } from '../parts/score-plot.tsx';
import { useWords, type OperatorStrings } from '../strings/words.ts';
import { useSubjectsWords } from '../subjects-words.ts';
import { StaffCalls } from './staff-calls.tsx';

export function Live(): ReactElement {
  return (
    <div className="live">
      <StaffCalls />
      <Evidence />
      <LastResult />
    </div>
  );
}

/** What an assisted check shows as well. */
export function Evidence(): ReactElement {
  const words = useWords();
  const live = useDeskState((state) => state.live);
  const frame = useDeskState((state) => state.frame);
  const trail = useDeskState((state) => state.trail);
  const challenge = live?.challenge ?? null;
  return (
    <>
      <Panel
        area="picture"
        title={words.phases[live?.phase ?? 'idle']}
        side={live?.assisted === true && <Chip tone="caution" label={words.live.assisted} />}
      >
        <Picture frame={frame} />
        <SubjectReads />
      </Panel>
      <Panel area="scores" title={words.live.scores} side={<Verdict live={live} />}>
        <ScorePlot
          trail={trail}
          attackAt={live?.attackAt ?? 0.3}
          bonaFideAt={live?.bonaFideAt ?? 0.55}
        />
        <Votes live={live} />
      </Panel>
      <Panel area="models" title={words.live.models}>
        <Models frame={frame} />
        <h3>{words.live.cues}</h3>
        <Cues live={live} />
      </Panel>
      <Panel area="capture" title={words.live.capture}>
        <Facts facts={captureFacts(frame, words)} />
      </Panel>
      {challenge !== null && (
        <Panel area="challenge" title={words.live.challenge}>
          <Challenge challenge={challenge} />
        </Panel>
      )}
    </>
  );
}

function SubjectReads(): ReactElement {
  const { live } = useWords();
  return (
    <p className="subject">
      <small>{live.subject}</small>
      {useSubjectsWords()}
    </p>
  );
}

function Verdict({ live }: { readonly live: OperatorLive | null }): ReactElement {
  const words = useWords();
  const fused = live?.fused ?? null;
  if (fused === null) return <Chip tone="plain" label={words.live.noVotes} />;
  const tone = { undecided: 'caution', 'bona-fide': 'good', attack: 'bad' } as const;
  const pai = fused.pai === null ? '' : ` · ${words.species[fused.pai]}`;
  return (
    <Chip
      tone={tone[fused.kind]}
      label={`${words.live.verdicts[fused.kind]} ${score(fused.score)}${pai}`}
    />
  );
}

function Votes({ live }: { readonly live: OperatorLive | null }): ReactElement {
  const words = useWords();
  const { votes, votesNeeded, attackAt, bonaFideAt } = live ?? NO_VOTES;
  return (
    <div className="votes">
      <span className="muted">{words.live.votes(votes.length, votesNeeded)}</span>
      <ol>
        {Array.from({ length: Math.max(votesNeeded, votes.length) }, (_, index) => (
          <Vote key={index} vote={votes[index] ?? null} limits={{ attackAt, bonaFideAt }} />
        ))}
      </ol>
    </div>
  );
}

const NO_VOTES = { votes: [], votesNeeded: 8, attackAt: 0, bonaFideAt: 1 } as const;

interface VoteProps {
  readonly vote: number | null;
  readonly limits: Pick<OperatorLive, 'attackAt' | 'bonaFideAt'>;
}

function Vote({ vote, limits }: VoteProps): ReactElement {
  if (vote === null) return <li className="vote">·</li>;
  const tone = vote <= limits.attackAt ? 'bad' : vote >= limits.bonaFideAt ? 'good' : 'caution';
  return <li className={`vote vote--${tone}`}>{vote.toFixed(2)}</li>;
}

function Models({ frame }: { readonly frame: LiveFrame | null }): ReactElement {
  const words = useWords();
  const names = Object.keys(words.models) as readonly (keyof typeof words.models)[];
  return (
    <>
      {names.map((name) => {
        const value = frame?.models[name] ?? null;
        return <Bar key={name} label={words.models[name]} share={value} text={score(value)} />;
      })}
    </>
  );
}

function Cues({ live }: { readonly live: OperatorLive | null }): ReactElement {
  const words = useWords();
  const cues = live?.cues ?? [];
  if (cues.length === 0) return <p className="muted">{words.live.noCues}</p>;
  return (
    <>
      {cues.map(({ cue, strength }) => (
        <Bar
          key={cue}
          label={words.cues[cue]}
          share={strength}
          text={strength === 0 ? words.live.noTrace : score(strength)}
          tone="caution"
        />
      ))}
    </>
  );
}

function captureFacts(frame: LiveFrame | null, words: OperatorStrings): readonly Fact[] {
  const { live } = words;
  const issue = frame?.issue ?? null;
  const state =
    frame === null ? (
      '–'
    ) : issue === null ? (
      <Chip key="good" tone="good" label={live.good} />
    ) : (
      <Chip key="issue" tone="caution" label={words.issues[issue]} />
    );
  return [
    [live.capture, state],
    [live.faces, frame?.faces ?? '–'],
    [live.yaw, degrees(frame?.pose?.yaw ?? null)],
    [live.pitch, degrees(frame?.pose?.pitch ?? null)],
    [live.roll, degrees(frame?.pose?.roll ?? null)],
    [live.eyes, `${score(frame?.eyes?.right ?? null)} · ${score(frame?.eyes?.left ?? null)}`],
    [live.mouth, score(frame?.mouthOpening ?? null)],
    [live.similarity, score(frame?.similarity ?? null)],
    [live.light, frame?.light?.meanLuma.toFixed(0) ?? '–'],
    [live.sharpness, score(frame?.light?.sharpness ?? null)],
  ];
}

function Challenge({
  challenge,
}: {
  readonly challenge: NonNullable<OperatorLive['challenge']>;
}): ReactElement {
  const words = useWords();
  const { action, progress, passed, left } = challenge;
  return (
    <>
      <Bar
        label={action === null ? words.live.straight : words.actions[action]}
        share={progress}
        text={words.live.left(left)}
      />
      <p className="muted">
        {words.live.passed}: {passed.map((each) => words.actions[each]).join(', ') || words.none}
      </p>
    </>
  );
}

function LastResult(): ReactElement {
  const words = useWords();
  const last = useDeskState((state) => state.live?.last ?? null);
  return (
    <Panel area="last" title={words.live.last}>
      {last === null ? <p className="muted">{words.live.noLast}</p> : <Result result={last} />}
    </Panel>
  );
}

/** A session that has ended: what was decided, and why in plain words. */
export function Result({ result }: { readonly result: LiveResult }): ReactElement {
  const words = useWords();
  const isGrant = result.decision === 'grant';
  return (
    <div className="stack">
      <p className="row">
        <Chip tone={isGrant ? 'good' : 'bad'} label={words.verdicts[result.decision]} />
        <Chip
          tone={result.outcome === 'bona-fide' ? 'good' : 'caution'}
          label={words.outcomes[result.outcome]}
        />
        <span className="muted">{words.doors[result.door]}</span>
      </p>
      <ul className="reasons">
        {result.reasons.map((reason) => (
          <li key={reason}>{words.reasons[reason]}</li>
        ))}
      </ul>
      <Facts
        facts={[
          [words.live.score, score(result.score)],
          [words.live.took, seconds(result.durationMs)],
          [
            words.live.passed,
            result.passed.map((each) => words.actions[each]).join(', ') || words.none,
          ],
        ]}
      />
    </div>
  );
}
