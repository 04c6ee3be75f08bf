// The lines that `gatelight check` prints: JSON for scripts, aligned columns for people. Pure; CLI process.

import type { Judgement } from '#core/fusion/index.ts';

/** One file's result, or what is wrong with the file. */
export type CheckResult =
  | {
      readonly kind: 'judged';
      readonly file: string;
      readonly elapsedMs: number;
      readonly judgement: Judgement;
    }
  | {
      readonly kind: 'bad';
      readonly file: string;
      readonly code: string;
      readonly message: string;
    };

/** One JSON object. The shape is a contract with scripts. */
export function checkJson(result: CheckResult): string {
  const { file } = result;
  if (result.kind === 'bad') {
    return JSON.stringify({ file, error: { code: result.code, message: result.message } });
  }
  const { outcome, score, issue, pai, faces, models } = result.judgement;
  return JSON.stringify({
    file,
    outcome,
    score,
    issue,
    // Named by a cue or not at all: the models' attack classes do not tell print from screen.
    pai,
    faces,
    elapsedMs: result.elapsedMs,
    models,
  });
}

/** One line for people. `width` is that of the column of file names. */
export function checkLine(result: CheckResult, width: number): string {
  const file = result.file.padEnd(width);
  if (result.kind === 'bad') return `${file}  ${'error'.padEnd(12)}  ${result.message}`;
  const { outcome, score, issue, pai, models } = result.judgement;
  const named = pai === null || pai.species === 'unknown' ? '' : `${pai.species}, `;
  const detail =
    score === null
      ? (issue ?? 'a model failed')
      : `${named}score ${score.toFixed(3)}  (${Object.entries(models ?? {})
          .map(([model, value]) => `${model} ${value.toFixed(3)}`)
          .join(', ')})`;
  return `${file}  ${outcome.padEnd(12)}  ${detail}  ${Math.round(result.elapsedMs)} ms`;
}

/** What all files came to. */
export function checkSummary(results: readonly CheckResult[]): string {
  const count = (what: string) => results.filter((result) => kindOf(result) === what).length;
  return (
    `${results.length} files: ${count('bona-fide')} bona fide, ${count('attack')} attack, ` +
    `${count('non-response')} not judged, ${count('bad')} bad`
  );
}

const kindOf = (result: CheckResult): string =>
  result.kind === 'bad' ? 'bad' : result.judgement.outcome;
