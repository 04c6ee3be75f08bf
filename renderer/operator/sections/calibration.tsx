// Calibration: presentations of people and of instruments before this very camera, and the points that are fitted to them. Renderer.

import { useState, type ReactElement } from 'react';
import { PAI_SPECIES } from '#core/pad/index.ts';
import type { AnswerTo, OperatorAsk } from '#core/protocol/index.ts';
import { useAnswer, useAsk, useDesk, useDeskState } from '../desk-context.ts';
import { short } from '../format.ts';
import { Action } from '../parts/action.tsx';
import { CheckField, SelectField } from '../parts/field.tsx';
import { Bar, Facts, Panel, Refused, Word } from '../parts/panel.tsx';
import { Picture } from '../parts/picture.tsx';
import { useWords } from '../strings/words.ts';

const STATE = { ask: 'calibrate:state' } as const;
type Collected = AnswerTo<{ ask: 'calibrate:state' }>;
type Presented = Extract<OperatorAsk, { ask: 'calibrate:collect' }>['presented'];

export function Calibration(): ReactElement {
  const words = useWords();
  const { answer, refusal, take, reload } = useAnswer(STATE);
  const frame = useDeskState((state) => state.frame);
  return (
    <div className="camera">
      <Panel area="picture" title={words.live.picture}>
        <Picture frame={frame} />
      </Panel>
      <Panel area="report" title={words.desk.sections.calibration}>
        <p>{words.calibration.intro}</p>
        <Refused refusal={refusal} />
        {answer !== null && <Collect collected={answer} onCollected={take} />}
      </Panel>
      <Panel area="choice" title={words.calibration.fit}>
        <Fit onFitted={reload} isEmpty={answer === null || totalOf(answer) === 0} />
      </Panel>
    </div>
  );
}

const attacksOf = ({ attacks }: Collected): number =>
  Object.values(attacks).reduce((sum, count) => sum + count, 0);
const totalOf = (collected: Collected): number => collected.bonaFide + attacksOf(collected);

interface CollectProps {
  readonly collected: Collected;
  readonly onCollected: (collected: Collected) => void;
}

function Collect({ collected, onCollected }: CollectProps): ReactElement {
  const { calibration, species } = useWords();
  const { run, refusal, isBusy } = useAsk();
  const [presented, setPresented] = useState<Presented>('bona-fide');
  const { bonaFide, needed } = collected;
  const attacks = attacksOf(collected);
  const options: readonly (readonly [Presented, string])[] = [
    ['bona-fide', calibration.person],
    ...PAI_SPECIES.map((each) => [each, species[each]] as const),
  ];
  async function collect(): Promise<void> {
    const answer = await run({ ask: 'calibrate:collect', presented });
    if (answer !== null) onCollected(answer);
  }
  return (
    <>
      <Bar
        label={calibration.bonaFide}
        share={needed === 0 ? null : bonaFide / needed}
        text={calibration.of(bonaFide, needed)}
        tone={bonaFide >= needed ? 'good' : 'plain'}
      />
      <Bar
        label={calibration.attacks}
        share={needed === 0 ? null : attacks / needed}
        text={calibration.of(attacks, needed)}
        tone={attacks >= needed ? 'good' : 'plain'}
      />
      <SelectField
        label={calibration.presented}
        value={presented}
        options={options}
        onChange={setPresented}
      />
      <Refused refusal={refusal} />
      <div className="row">
        <Action
          kind="primary"
          label={isBusy ? calibration.collecting : calibration.collect}
          isBusy={isBusy}
          onPress={() => void collect()}
        />
      </div>
    </>
  );
}

type Fitted = AnswerTo<{ ask: 'calibrate:fit'; keep: boolean }>;

interface FitProps {
  readonly onFitted: () => void;
  readonly isEmpty: boolean;
}

function Fit({ onFitted, isEmpty }: FitProps): ReactElement {
  const { calibration, working } = useWords();
  const { refresh } = useDesk();
  const { run, refusal, isBusy } = useAsk();
  const running = useDeskState(({ status }) => status?.calibration ?? null);
  const [keep, setKeep] = useState(false);
  const [fitted, setFitted] = useState<Fitted | null>(null);
  async function fit(): Promise<void> {
    setFitted(await run({ ask: 'calibrate:fit', keep }));
    onFitted();
    await refresh();
  }
  async function discard(): Promise<void> {
    await run({ ask: 'calibrate:discard' });
    onFitted();
  }
  return (
    <div className="stack">
      <Facts
        facts={[
          [
            calibration.now,
            running === null ? calibration.standard : calibration.fittedTo(short(running)),
          ],
        ]}
      />
      <CheckField label={calibration.keep} isOn={keep} onChange={setKeep} />
      <Refused refusal={refusal} />
      {fitted !== null && (
        <>
          <Word
            tone={fitted.kind === 'fitted' ? 'good' : 'caution'}
            text={fitted.kind === 'fitted' ? calibration.fitted : calibration.notFitted}
          />
          <ul className="reasons selectable">
            {fitted.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
      <div className="row">
        <Action
          kind="primary"
          label={isBusy ? working : calibration.fit}
          isBusy={isBusy}
          isDisabled={isEmpty}
          onPress={() => void fit()}
        />
        <Action
          kind="danger"
          label={calibration.discard}
          isBusy={isBusy}
          isDisabled={isEmpty}
          onPress={() => void discard()}
        />
      </div>
    </div>
  );
}
