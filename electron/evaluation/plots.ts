// The plots of a report, drawn without a browser into SVG. CLI process.

import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent } from 'echarts/components';
import { init, use as register, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Histogram, OperatingPoint } from '#core/metrics/index.ts';
import { normalDeviate } from './quantiles.ts';

register([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, SVGRenderer]);

const INK = '#1f2933';
const FAINT = '#d7dde3';
/** Okabe and Ito's colours, which the colour-blind tell apart. */
const COLOURS = ['#d55e00', '#0072b2', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8c6d31'];
export const BONA_FIDE_COLOUR = '#00796b';
export const ATTACK_COLOUR = '#c2410c';
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** One curve a species and, behind them, that of the worst at each threshold. */
export interface DetPlot {
  readonly worst: readonly OperatingPoint[];
  readonly bySpecies: readonly {
    readonly species: string;
    readonly curve: readonly OperatingPoint[];
  }[];
}

/** On normal-deviate axes, where normally distributed scores give straight lines (Martin et al., Eurospeech 1997). */
export function detPlot({ worst, bySpecies }: DetPlot): string {
  const several = bySpecies.length > 1;
  const lines = bySpecies.map(({ species, curve }, i) =>
    detLine(species, curve, COLOURS[i % COLOURS.length] ?? INK, 2),
  );
  // A broad band under the others, as it runs along with one of them.
  const headline = several ? [detLine('worst', worst, '#c5ced6', 7)] : [];
  return draw(
    {
      legend: { top: 0, left: 60, itemHeight: 10, textStyle: { color: INK, fontFamily: FONT } },
      grid: { left: 60, right: 20, top: 40, bottom: 50 },
      xAxis: detAxis('APCER'),
      yAxis: detAxis('BPCER'),
      series: [...headline, ...lines],
    },
    { width: 520, height: 480 },
  );
}

const DET_TICKS = [0.001, 0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.95];
const DET_LOWEST = 0.0005;
const DET_HIGHEST = 0.99;
/** A rate of zero lies infinitely far out; it is drawn on the edge. */
const deviate = (rate: number): number =>
  normalDeviate(Math.min(DET_HIGHEST, Math.max(DET_LOWEST, rate)));

function detLine(
  name: string,
  curve: readonly OperatingPoint[],
  color: string,
  width: number,
): object {
  return {
    type: 'line',
    name,
    data: curve.map(({ apcer, bpcer }) => [deviate(apcer), deviate(bpcer)]),
    showSymbol: false,
    lineStyle: { color, width },
    itemStyle: { color },
    silent: true,
  };
}

function detAxis(name: string): object {
  const customValues = DET_TICKS.map(normalDeviate);
  return {
    type: 'value',
    name,
    nameLocation: 'middle',
    nameGap: name === 'APCER' ? 30 : 42,
    nameTextStyle: { color: INK, fontFamily: FONT, fontWeight: 600 },
    min: deviate(DET_LOWEST),
    max: deviate(DET_HIGHEST),
    // Both axes are drawn at the edge: their zeros mean 50%.
    axisLine: { show: true, onZero: false, lineStyle: { color: INK } },
    axisTick: { show: true, customValues },
    axisLabel: {
      color: INK,
      fontFamily: FONT,
      customValues,
      formatter: (value: number) => tickLabel(value),
    },
    splitLine: { show: true, lineStyle: { color: FAINT } },
  };
}

function tickLabel(value: number): string {
  const rate = DET_TICKS.find((tick) => Math.abs(normalDeviate(tick) - value) < 1e-6);
  return rate === undefined ? '' : `${Number((100 * rate).toPrecision(3))}%`;
}

/** Scores of one class; the threshold is drawn across them. */
export function scorePlot(scores: Histogram, threshold: number, color: string): string {
  return draw(
    {
      ...barFrame(scores, '', (value) => value.toFixed(value % 1 === 0 ? 0 : 1), 0.2),
      series: [
        {
          ...bars(scores, color),
          markLine: {
            symbol: 'none',
            animation: false,
            label: { formatter: `T ${threshold}`, color: INK, fontFamily: FONT },
            lineStyle: { color: INK, type: 'dashed', width: 1.5 },
            data: [{ xAxis: threshold }],
          },
        },
      ],
    },
    SMALL,
  );
}

export function timePlot(times: Histogram): string {
  return draw(
    {
      ...barFrame(times, 'ms a file', (value) => String(value), times.max / 5),
      series: [bars(times, '#52606d')],
    },
    SMALL,
  );
}

const SMALL: Size = { width: 340, height: 200 };
const EDGE = { left: 40, right: 16 };
/** Share of a bin that its bar fills. */
const BAR_SPACE = 0.9;

/** Bars over a numeric axis: a category axis would know no threshold between its bins. */
function bars({ min, max, counts }: Histogram, color: string): object {
  const step = (max - min) / counts.length;
  return {
    type: 'bar',
    data: counts.map((count, i) => [min + (i + 0.5) * step, count]),
    barWidth: (BAR_SPACE * (SMALL.width - EDGE.left - EDGE.right)) / counts.length,
    itemStyle: { color },
    silent: true,
  };
}

function barFrame(
  { min, max }: Histogram,
  name: string,
  formatter: (value: number) => string,
  interval: number,
): object {
  const text = { color: INK, fontFamily: FONT };
  return {
    grid: { ...EDGE, top: 24, bottom: name === '' ? 26 : 42 },
    xAxis: {
      type: 'value',
      min,
      max,
      interval,
      name,
      nameLocation: 'middle',
      nameGap: 26,
      nameTextStyle: text,
      axisLine: { show: true, lineStyle: { color: INK } },
      axisLabel: { ...text, formatter },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 3,
      axisLabel: text,
      splitLine: { lineStyle: { color: FAINT } },
    },
  };
}

function draw(option: EChartsCoreOption, size: Size): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption({ animation: false, ...option });
    return chart.renderToSVGString({ useViewBox: true });
  } finally {
    chart.dispose();
  }
}
