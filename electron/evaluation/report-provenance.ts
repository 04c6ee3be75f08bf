// What a report rests on: the files that it leaves out, and the engine, models and policy that judged. CLI process.

import { html, type Html } from './html.ts';
import type { Report } from './report.ts';

export function badFileSection({ material: { bad } }: Report): Html {
  if (bad.length === 0) return html``;
  return html`<section>
    <h2>Files that could not be judged</h2>
    <p class="faint small">They count nowhere above.</p>
    <table>
      <tbody>
        ${bad.map(
          ({ file, code, message }) =>
            html`<tr>
              <td><code>${file}</code></td>
              <td>${code}</td>
              <td>${message}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

export function engineSection({ engine, judging, material, elapsedMs }: Report): Html {
  const rows: readonly (readonly [string, string])[] = [
    ['Threshold', thresholdOf(judging)],
    ['Policy, SHA-256', engine.policySha256],
    ['Engine sources, SHA-256', engine.sourcesSha256],
    ...Object.entries(engine.models).map(([model, sha256]) => [`Model ${model}`, sha256] as const),
    [
      'Run',
      `${(elapsedMs / 1000).toFixed(1)} s; ${material.recalled} verdicts from an earlier run of the same engine`,
    ],
  ];
  return html`<section>
    <h2>What judged</h2>
    <table>
      <tbody>
        ${rows.map(
          ([name, value]) =>
            html`<tr>
              <td>${name}</td>
              <td><code>${value}</code></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function thresholdOf({ threshold, strict, calibrated }: Report['judging']): string {
  const still = calibrated?.still?.bonaFideAt ?? threshold;
  const clip = calibrated?.clip?.bonaFideAt ?? threshold;
  const points = calibrated ? `calibrated: stills ${still}, clips ${clip}` : String(threshold);
  return `${points}${strict ? ', both models must agree' : ''}`;
}
