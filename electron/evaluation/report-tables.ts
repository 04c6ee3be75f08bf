// The tables of a report: rates with their intervals as numbers and as bars. CLI process.

import type { ErrorRates, PointAtApcer, Rate, Tally } from '#core/metrics/index.ts';
import { html, type Html } from './html.ts';
import { percent, rateText, type Report } from './report.ts';
import type { Evaluation } from './evaluation.ts';

export function rateSection(report: Report): Html {
  return html`<section>
    <h2>Error rates by species</h2>
    <div class="scroll">${speciesTable(report.rates)}</div>
    <p class="faint small">
      Intervals are exact (Clopper–Pearson, two-sided 95%). They assume that presentations are
      independent: several pictures of one person or one instrument count for less than their
      number.
    </p>
    ${
      report.naming.some(({ right, wrong }) => right + wrong > 0)
        ? html`<h3>Instruments named</h3>
            <div class="scroll">${namingTable(report.naming)}</div>`
        : ''
    }
    ${
      report.groups.length > 0
        ? html`<h3>Bona fide by folder</h3>
            <div class="scroll">${groupTable(report.groups)}</div>`
        : ''
    }
  </section>`;
}

/** Attacks first, the worst at the top, then bona fide. */
function speciesTable({ attacks, bonaFide }: ErrorRates): Html {
  return html`<table>
    <thead>
      <tr>
        <th>Presented</th>
        <th class="number">n</th>
        <th class="number">Errors</th>
        <th class="number">No verdict</th>
        <th>Classification error rate (95% interval)</th>
        <th>0% to 100%</th>
        <th>Non-response rate</th>
      </tr>
    </thead>
    <tbody>
      ${attacks.map((row) => rateRow(row.species, row, 'APCER', row.apcer, row.apnrr, 'attack'))}
      ${
        bonaFide.n === 0
          ? ''
          : rateRow('bona-fide', bonaFide, 'BPCER', bonaFide.bpcer, bonaFide.bpnrr, 'subject')
      }
    </tbody>
  </table>`;
}

function rateRow(
  name: string,
  { n, errors, nonResponse }: Tally,
  rateName: string,
  rate: Rate | null,
  silent: Rate | null,
  kind: string,
): Html {
  return html`<tr>
    <td class="whole"><b>${name}</b></td>
    <td class="number">${n}</td>
    <td class="number">${errors}</td>
    <td class="number">${nonResponse}</td>
    <td class="whole">${rateName} ${rateText(rate)}</td>
    <td>${intervalBar(rate, kind)}</td>
    <td class="whole">${rateText(silent)}</td>
  </tr>`;
}

const percentOf = (rate: Rate | null): string => (rate === null ? '–' : percent(rate[0]));

function intervalBar(rate: Rate | null, kind: string): Html {
  if (rate === null) return html``;
  const [value, low, high] = rate;
  const share = (of: number) => `${(100 * of).toFixed(2)}%`;
  return html`<div class="interval ${kind}">
    <div class="bar" style="left: ${share(low)}; width: ${share(high - low)}"></div>
    <div class="dot" style="left: ${share(value)}"></div>
  </div>`;
}

export function operatingPointTable(points: readonly PointAtApcer[]): Html {
  return html`<table>
    <thead>
      <tr>
        <th>APCER up to</th>
        <th class="number">Threshold</th>
        <th>BPCER (95% interval)</th>
        <th>Refused</th>
      </tr>
    </thead>
    <tbody>
      ${points.map(({ target, point }) =>
        point === null
          ? html`<tr>
              <td>${percent(target)}</td>
              <td colspan="3" class="faint">no threshold reaches it</td>
            </tr>`
          : html`<tr>
              <td>${percent(target)}</td>
              <td class="number">${point.threshold.toFixed(3)}</td>
              <td class="whole">${rateText(point.bpcer)}</td>
              <td>${percentOf(point.refused)}</td>
            </tr>`,
      )}
    </tbody>
  </table>`;
}

function namingTable(naming: Evaluation['naming']): Html {
  return html`<table>
    <thead>
      <tr>
        <th>Species</th>
        <th class="number">Recognised</th>
        <th class="number">Named rightly</th>
        <th class="number">Named wrongly</th>
        <th class="number">Unknown</th>
      </tr>
    </thead>
    <tbody>
      ${naming.map(
        ({ species, n, right, wrong }) =>
          html`<tr>
            <td>${species}</td>
            <td class="number">${n}</td>
            <td class="number">${right}</td>
            <td class="number">${wrong}</td>
            <td class="number">${n - right - wrong}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function groupTable(groups: Evaluation['groups']): Html {
  return html`<table>
    <thead>
      <tr>
        <th>Folder</th>
        <th class="number">n</th>
        <th>BPCER (95% interval)</th>
        <th>Refused</th>
        <th>0% to 100%</th>
      </tr>
    </thead>
    <tbody>
      ${groups.map(
        ({ group, rates: { n, bpcer, refused } }) =>
          html`<tr>
            <td>${group}</td>
            <td class="number">${n}</td>
            <td class="whole">${rateText(bpcer)}</td>
            <td class="whole">${rateText(refused)}</td>
            <td>${intervalBar(refused, 'subject')}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
