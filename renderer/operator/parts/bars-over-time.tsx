// Counts over time as stacked bars. The library that draws them is loaded when the first chart is shown. Renderer.

import { useEffect, useRef, type ReactElement } from 'react';
import type { BarsChart } from './bars.ts';
import { useWords } from '../strings/words.ts';

/** Has to be given the same object as long as it shows the same. */
export function BarsOverTime({ chart }: { readonly chart: BarsChart }): ReactElement {
  const { decisions } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const totals = chart.series.map(({ name, counts }) => ({
    name,
    total: counts.reduce((sum, [, count]) => sum + count, 0),
  }));
  const isEmpty = totals.every(({ total }) => total === 0);

  useEffect(() => {
    const element = place.current;
    if (element === null || isEmpty) return;
    const gone = new AbortController();
    void draw(element, chart, gone.signal);
    return () => gone.abort();
  }, [chart, isEmpty]);

  if (isEmpty) return <p className="muted chart__empty">{decisions.noChart}</p>;
  return (
    <figure className="chart">
      <div ref={place} className="chart__place" aria-hidden />
      <figcaption>
        {totals.map(({ name, total }, index) => (
          <span key={name} className={`key key--${chart.series[index]?.tone ?? `series-${index}`}`}>
            {name} <b>{total}</b>
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

async function draw(element: HTMLElement, chart: BarsChart, signal: AbortSignal): Promise<void> {
  const { drawBars } = await import('./draw-bars.ts');
  if (!signal.aborted) drawBars(element, chart, signal);
}
