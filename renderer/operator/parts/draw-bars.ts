// Draws stacked bars over time into an element, as SVG. Loaded on demand; renderer.

import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use as register, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { BarsChart, Series } from './bars.ts';

register([BarChart, GridComponent, SVGRenderer]);

/** Stays until the signal fires, and follows the element's size meanwhile. */
export function drawBars(element: HTMLElement, bars: BarsChart, signal: AbortSignal): void {
  const chart = init(element, null, { renderer: 'svg' });
  chart.setOption(optionOf(bars, getComputedStyle(element)));
  const observer = new ResizeObserver(() => chart.resize());
  observer.observe(element);
  signal.addEventListener('abort', () => {
    observer.disconnect();
    chart.dispose();
  });
}

function optionOf(
  { fromMs, toMs, series }: BarsChart,
  style: CSSStyleDeclaration,
): EChartsCoreOption {
  const token = (name: string): string => style.getPropertyValue(name).trim();
  const fontSize = Number.parseFloat(style.fontSize);
  const label = { color: token('--muted'), fontSize, fontFamily: style.fontFamily };
  const line = { lineStyle: { color: token('--line') } };
  return {
    // A chart that moves while it is read says nothing more.
    animation: false,
    grid: { left: fontSize * 2.2, right: fontSize, top: fontSize * 0.7, bottom: fontSize * 1.9 },
    xAxis: {
      type: 'time',
      min: fromMs,
      max: toMs,
      axisLabel: { ...label, hideOverlap: true },
      axisLine: line,
      axisTick: line,
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 3,
      axisLabel: label,
      splitLine: line,
    },
    series: series.map((each, index) => ({
      type: 'bar',
      stack: 'all',
      barMaxWidth: fontSize * 1.6,
      barMinWidth: 2,
      itemStyle: { color: token(colourOf(each, index)) },
      data: each.counts.map(([at, count]) => [at, count]),
    })),
  };
}

const colourOf = ({ tone }: Series, index: number): string =>
  tone === null ? `--series-${index}` : `--tone-${tone}`;
