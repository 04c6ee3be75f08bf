// Scores of the last seconds as lines, between the two points that decide. Renderer.

import type { ReactElement } from 'react';
import { TRAIL_MS, unbroken, type Trail } from '../trail.ts';
import { useWords } from '../strings/words.ts';

export interface ScorePlotProps {
  readonly trail: Trail;
  readonly attackAt: number;
  readonly bonaFideAt: number;
}

/** In units of the drawing, which is stretched to its place: strokes are not. */
const WIDTH = 300;
const HEIGHT = 100;

export function ScorePlot({ trail, attackAt, bonaFideAt }: ScorePlotProps): ReactElement {
  const { live } = useWords();
  const end = trail.at(-1)?.at ?? 0;
  const isEmpty = trail.every(({ padScore, fused }) => padScore === null && fused === null);
  const lines = (name: string, runs: ReturnType<typeof unbroken>): readonly ReactElement[] =>
    runs.map((run) => (
      <polyline
        key={`${name}-${run[0]?.at}`}
        className={`plot__${name}`}
        points={run.map(({ at, value }) => `${x(at, end)},${y(value)}`).join(' ')}
      />
    ));
  return (
    <figure className="plot">
      <div className="plot__area">
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
          <rect className="plot__good" width={WIDTH} height={y(bonaFideAt)} />
          <rect className="plot__bad" y={y(attackAt)} width={WIDTH} height={HEIGHT - y(attackAt)} />
          <path
            className="plot__limit"
            d={`M0 ${y(bonaFideAt)}H${WIDTH}M0 ${y(attackAt)}H${WIDTH}`}
          />
          {lines(
            'similarity',
            unbroken(trail, (point) => point.similarity),
          )}
          {lines(
            'frame',
            unbroken(trail, (point) => point.padScore),
          )}
          {lines(
            'fused',
            unbroken(trail, (point) => point.fused),
          )}
        </svg>
        <span className="plot__scale plot__scale--top">1</span>
        <span className="plot__scale" style={{ insetBlockStart: `${y(bonaFideAt)}%` }}>
          {bonaFideAt.toFixed(2)}
        </span>
        <span className="plot__scale" style={{ insetBlockStart: `${y(attackAt)}%` }}>
          {attackAt.toFixed(2)}
        </span>
        {isEmpty && <p className="plot__empty">{live.noScores}</p>}
      </div>
      <figcaption>
        <span className="key key--frame">{live.padScore}</span>
        <span className="key key--fused">{live.fused}</span>
        <span className="key key--similarity">{live.similarity}</span>
      </figcaption>
    </figure>
  );
}

const x = (at: number, end: number): string => ((1 - (end - at) / TRAIL_MS) * WIDTH).toFixed(1);
const y = (value: number): number => Number(((1 - value) * HEIGHT).toFixed(1));
