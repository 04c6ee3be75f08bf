// The figures of a report: DET curve, scores, times, each with what it shows in words. CLI process.

import { html, trusted, type Html } from './html.ts';
import { ATTACK_COLOUR, BONA_FIDE_COLOUR, detPlot, scorePlot, timePlot } from './plots.ts';
import { operatingPointTable } from './report-tables.ts';
import type { Report } from './report.ts';

export function detSection({ det: { worst, bySpecies }, operatingPoints }: Report): Html {
  if (worst.length === 0) return html``;
  const isSeparated = worst.some(({ apcer, bpcer }) => apcer === 0 && bpcer === 0);
  const edge = isSeparated
    ? 'Here a threshold separates all attacks from all bona fide, so the curve runs along the edges of the plot, on which a rate of zero is drawn.'
    : 'A rate of zero is drawn on the edge of the plot.';
  return html`<section>
    <h2>Detection error trade-off</h2>
    <div class="beside">
      <figure role="img" aria-label="DET curve: BPCER over APCER">
        ${trusted(detPlot({ worst, bySpecies }))}
      </figure>
      <div>
        <h3>BPCER at a given APCER of the worst species</h3>
        <div class="scroll">${operatingPointTable(operatingPoints)}</div>
        <p class="faint small">
          The rates that other thresholds would give on this very material. ${edge} A presentation
          without a score is an error on neither axis.
        </p>
      </div>
    </div>
  </section>`;
}

export function scoreSection({ scores: classes, judging }: Report): Html {
  return html`<section>
    <h2>Scores</h2>
    <div class="plots">
      ${classes.map(({ presented, scores: counts }) => {
        const n = counts.counts.reduce((sum, count) => sum + count, 0);
        const color = presented === 'bona-fide' ? BONA_FIDE_COLOUR : ATTACK_COLOUR;
        return html`<figure>
          <figcaption>${presented} <span>${n} scored</span></figcaption>
          ${trusted(scorePlot(counts, judging.threshold, color))}
        </figure>`;
      })}
    </div>
    <p class="faint small">
      0 is an attack, 1 bona fide; the dashed line is the threshold (T). Bona fide belong to the
      right of it, attacks to the left.
    </p>
  </section>`;
}

export function timeSection({ timing: media }: Report): Html {
  return html`<section>
    <h2>Time</h2>
    <div class="plots">
      ${media.map(
        ({ media: kind, n, p50Ms, p95Ms, histogram }) =>
          html`<figure>
            <figcaption>
              ${n} ${kind}s
              <span>p50 ${Math.round(p50Ms)} ms, p95 ${Math.round(p95Ms)} ms</span>
            </figcaption>
            ${trusted(timePlot(histogram))}
          </figure>`,
      )}
    </div>
    <p class="faint small">From the file on disk to its verdict, decoding included, on one core.</p>
  </section>`;
}
