// A bar on the terminal: how much is done, how fast, how long it will take. CLI process.

import { SingleBar } from 'cli-progress';

export interface Progress extends Disposable {
  /** `by` items, one where it is left out. */
  readonly advance: (bad: boolean, by?: number) => void;
}

/** `terminal` is null where nobody watches, and then nothing is drawn. */
export function createProgress(terminal: NodeJS.WritableStream | null, total: number): Progress {
  if (terminal === null) return { advance: () => undefined, [Symbol.dispose]: () => undefined };
  const startedAt = performance.now();
  const bar = new SingleBar({
    stream: terminal,
    format: '{bar} {percentage}%  {value}/{total}  {rate}/s  {left} left{badNote}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: true,
    clearOnComplete: true,
    // Interrupting is the command's business: it keeps what was judged.
    gracefulExit: false,
  });
  bar.start(total, 0, { rate: '–', left: '–', badNote: '' });
  let done = 0;
  let badCount = 0;
  return {
    advance(bad, by = 1) {
      done += by;
      if (bad) badCount += 1;
      const perSecond = (1000 * done) / (performance.now() - startedAt);
      bar.update(done, {
        rate: perSecond.toFixed(perSecond < 10 ? 1 : 0),
        left: duration((total - done) / perSecond),
        badNote: badCount === 0 ? '' : `  ${badCount} bad`,
      });
    },
    [Symbol.dispose]: () => bar.stop(),
  };
}

/** Seconds as a person reads them: `42 s`, `3 min 05 s`, `2 h 10 min`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
