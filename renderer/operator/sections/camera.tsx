// Camera and light: what the main side sees, what to mend, and which camera belongs to this door. Renderer.

import type { ReactElement } from 'react';
import type { CameraReport } from '#core/protocol/index.ts';
import { useDeskState, useIsAdministrator, usePolled } from '../desk-context.ts';
import { percent, score } from '../format.ts';
import { Facts, Panel, Refused, Word, type Fact } from '../parts/panel.tsx';
import { Picture } from '../parts/picture.tsx';
import { useWords, type OperatorStrings } from '../strings/words.ts';
import { CameraChoice } from './camera-choice.tsx';

/** As often as somebody who moves a lamp looks up. */
const REPORT_EVERY_MS = 1000;
const REPORT = { ask: 'camera:report' } as const;

export function Camera(): ReactElement {
  const words = useWords();
  const frame = useDeskState((state) => state.frame);
  const isAdministrator = useIsAdministrator();
  return (
    <div className="camera">
      <Panel area="picture" title={words.live.picture}>
        <Picture frame={frame} />
      </Panel>
      <LightReport />
      {isAdministrator && (
        <Panel area="choice" title={words.camera.choose}>
          <CameraChoice />
        </Panel>
      )}
    </div>
  );
}

export function LightReport(): ReactElement {
  const words = useWords();
  const { answer, refusal } = usePolled(REPORT, REPORT_EVERY_MS);
  return (
    <Panel area="report" title={words.camera.title}>
      <Refused refusal={refusal} />
      {answer !== null && <Advice report={answer} />}
      {answer !== null && <Facts facts={reportFacts(answer, words)} />}
    </Panel>
  );
}

function Advice({ report }: { readonly report: CameraReport }): ReactElement {
  const words = useWords();
  if (report.advice.length === 0) return <Word tone="good" text={words.camera.good} />;
  return (
    <ul className="advice" aria-label={words.camera.advice}>
      {report.advice.map((code) => (
        <li key={code}>
          <Word tone="caution" text={words.advice[code]} />
        </li>
      ))}
    </ul>
  );
}

function reportFacts(report: CameraReport, { camera }: OperatorStrings): readonly Fact[] {
  const present = report.camera;
  const { width, height, pinned } = report;
  const number = (value: number | null, digits = 0): string => value?.toFixed(digits) ?? '–';
  return [
    [
      camera.present,
      present === null ? '–' : `${present.label}${present.virtual ? ` (${camera.virtual})` : ''}`,
    ],
    [camera.pinned, pinned?.label ?? camera.notPinned],
    [camera.size, width === null || height === null ? '–' : `${width} × ${height}`],
    [camera.rate, number(report.framesPerSecond, 1)],
    [camera.faces, number(report.faces)],
    [camera.share, percent(report.faceShare)],
    [camera.eyes, report.eyeDistancePx === null ? '–' : `${number(report.eyeDistancePx)} px`],
    [camera.luma, number(report.meanLuma)],
    [camera.dark, percent(report.clippedDark)],
    [camera.bright, percent(report.clippedBright)],
    [camera.sharpness, score(report.sharpness)],
    [camera.unrest, number(report.unrest, 1)],
  ];
}
