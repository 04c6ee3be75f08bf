// The memory of each process over a soak, as one SVG. Node.

import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { ROLES, type Role } from './processes.ts';
import type { Sample } from './report.ts';

register([LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

export function plotOf(samples: readonly Sample[], title: string): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 900, height: 420 });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: '#fff',
      title: { text: title, left: 'center', textStyle: { fontSize: 14 } },
      legend: { top: 28 },
      grid: { left: 60, right: 20, top: 64, bottom: 48 },
      xAxis: { type: 'value', name: 'minutes', nameLocation: 'middle', nameGap: 28 },
      yAxis: { type: 'value', name: 'MiB, private' },
      series: ROLES.map((role) => ({
        name: role,
        type: 'line',
        showSymbol: false,
        data: samples.map(({ at, holdings }) => [at, mibOf(role, holdings)]),
      })),
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

const mibOf = (role: Role, holdings: Sample['holdings']): number =>
  holdings.find((one) => one.role === role)?.mib ?? 0;
