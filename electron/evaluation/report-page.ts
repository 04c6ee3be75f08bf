// The report as one HTML file that needs nothing else: no script, no network, plots and pictures inside. CLI process.

import type { Rate } from '#core/metrics/index.ts';
import { html, trusted, type Html } from './html.ts';
import { detSection, scoreSection, timeSection } from './report-figures.ts';
import { errorPictures, type Picture } from './report-pictures.ts';
import { badFileSection, engineSection } from './report-provenance.ts';
import { rateSection } from './report-tables.ts';
import { REPORT_STYLE } from './report-style.ts';
import { percent, type Report } from './report.ts';

export function reportPage(report: Report, pictures: readonly Picture[]): string {
  const { material, at } = report;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"
        />
        <title>Gatelight evaluation: ${material.folder}</title>
        <style>
          ${trusted(REPORT_STYLE)}
        </style>
      </head>
      <body>
        <main>
          <header>
            <h1>Presentation attack detection: error rates</h1>
            <p class="faint">
              ${material.folder} · ${material.judged} files judged ·
              ${at.slice(0, 16).replace('T', ' ')} UTC · Gatelight ${report.engine.version}
            </p>
          </header>
          ${headline(report)} ${rateSection(report)} ${detSection(report)} ${scoreSection(report)}
          ${timeSection(report)} ${errorPictures(pictures)} ${badFileSection(report)}
          ${engineSection(report)} ${definitions()}
        </main>
      </body>
    </html> `;
  return page.markup;
}

function headline({ rates, material }: Report): Html {
  const { worst, bonaFide } = rates;
  return html`<section class="cards" aria-label="Headline">
    ${
      worst === null
        ? html`<div class="card">
            <div class="name">APCER</div>
            <div class="value">–</div>
            <div class="range">no attack was presented</div>
          </div>`
        : card(
            `APCER, worst species: ${worst.species}`,
            worst.apcer,
            `${worst.errors} of ${worst.n} let in`,
            'headline',
          )
    }
    ${card('BPCER', bonaFide.bpcer, `${bonaFide.errors} of ${bonaFide.n} taken for attacks`)}
    ${card(
      'Bona fide refused',
      bonaFide.refused,
      `${bonaFide.errors + bonaFide.nonResponse} of ${bonaFide.n}: rejected or without a verdict`,
    )}
    <div class="card">
      <div class="name">Material</div>
      <div class="value">${material.judged}</div>
      <div class="range">
        ${bonaFide.n} bona fide, ${material.judged - bonaFide.n} attacks, ${material.bad.length} bad
      </div>
    </div>
  </section>`;
}

function card(name: string, rate: Rate | null, note: string, kind = ''): Html {
  const [value, low, high] = rate ?? [];
  const isKnown = value !== undefined && low !== undefined && high !== undefined;
  return html`<div class="card ${kind}">
    <div class="name">${name}</div>
    <div class="value">${isKnown ? percent(value) : '–'}</div>
    <div class="range">
      ${isKnown ? `95% interval ${percent(low)} to ${percent(high)}` : 'nothing was presented'}
    </div>
    <div class="range faint">${note}</div>
  </div>`;
}

function definitions(): Html {
  return html`<section class="small">
    <h2>Terms</h2>
    <p>
      <b>APCER</b>: the share of attack presentations of one species that are taken for bona fide;
      the headline is the worst species, because an attacker chooses the instrument. <b>BPCER</b>:
      the share of bona fide presentations that are taken for attacks. <b>APNRR, BPNRR</b>: the
      shares that have no verdict (a capture issue, or an abstention); they let nobody in.
      <b>Refused</b>: BPCER and BPNRR together. All are proportions of all presentations of their
      row (ISO/IEC 30107-3).
    </p>
  </section>`;
}
