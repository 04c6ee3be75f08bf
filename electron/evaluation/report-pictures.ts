// The pictures of a report: which presentations come nearest to being let in or kept out wrongly, and how they are shown. CLI process.

import { html, type Html } from './html.ts';
import type { JudgedFile } from './evaluation.ts';

/** The worst of each kind; past these they only repeat. */
const SHOWN = 12;

/** Attacks from the highest score, bona fide from the lowest, and bona fide without a verdict: errors come first. */
export function worstOf(files: readonly JudgedFile[]): readonly JudgedFile[] {
  const bonaFide = files.filter(({ presented }) => presented === 'bona-fide');
  const attacks = files.filter(({ presented }) => presented !== 'bona-fide');
  return [
    ...attacks.toSorted(byScore).slice(-SHOWN).toReversed(),
    ...bonaFide
      .filter(({ verdict }) => verdict.score !== null)
      .toSorted(byScore)
      .slice(0, SHOWN),
    ...bonaFide.filter(({ verdict }) => verdict.score === null).slice(0, SHOWN),
  ];
}

/** Attacks that were let in above those that were not, whatever their scores; no score lies below all. */
function byScore(a: JudgedFile, b: JudgedFile): number {
  const passed = ({ verdict }: JudgedFile) => Number(verdict.outcome === 'bona-fide');
  return passed(a) - passed(b) || (a.verdict.score ?? -1) - (b.verdict.score ?? -1);
}

export interface Picture {
  readonly file: JudgedFile;
  /** A data URL, or null where the file could not be shown. */
  readonly thumbnail: string | null;
}

export function errorPictures(pictures: readonly Picture[]): Html {
  if (pictures.length === 0) return html``;
  const bonaFide = pictures.filter(({ file }) => file.presented === 'bona-fide');
  return html`<section>
    <h2>Worst errors and nearest misses</h2>
    <p class="note">
      This part shows people. Keep the report where their pictures may be kept, or make one with
      <code>--no-pictures</code>.
    </p>
    ${gallery(
      'Attacks with the highest scores',
      pictures.filter(({ file }) => file.presented !== 'bona-fide'),
    )}
    ${gallery(
      'Bona fide with the lowest scores',
      bonaFide.filter(({ file }) => file.verdict.score !== null),
    )}
    ${gallery(
      'Bona fide without a verdict',
      bonaFide.filter(({ file }) => file.verdict.score === null),
    )}
  </section>`;
}

function gallery(title: string, pictures: readonly Picture[]): Html {
  if (pictures.length === 0) return html``;
  return html`<h3>${title}</h3>
    <div class="pictures">
      ${pictures.map(
        ({ file: { file, presented, verdict }, thumbnail }) =>
          html`<figure>
            ${
              thumbnail === null
                ? html`<div class="faint small">cannot be shown</div>`
                : html`<img src="${thumbnail}" alt="" />`
            }
            <figcaption>
              <span class="tag ${isWrong(presented, verdict) ? 'wrong' : ''}"
                >${verdict.outcome}</span
              >
              ${verdict.score === null ? (verdict.issue ?? '') : verdict.score.toFixed(3)}<br />
              ${file}
            </figcaption>
          </figure>`,
      )}
    </div>`;
}

const isWrong = (presented: JudgedFile['presented'], { outcome }: JudgedFile['verdict']): boolean =>
  outcome === (presented === 'bona-fide' ? 'attack' : 'bona-fide');
