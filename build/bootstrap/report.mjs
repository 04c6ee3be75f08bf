// What the bootstrap shows: whole lines, and progress in bytes. Plain Node 20, no dependency.

/**
 * @typedef {object} Report
 * @property {(line: string) => void} say one whole line
 * @property {(what: string, done: number, total: number) => void} progress bytes so far; call as often as you like
 */

const REDRAW_EVERY_MS = 100;
/** Where nobody watches (a log file), a line this often is enough. */
const LINE_EVERY_MS = 2000;

/**
 * @param {NodeJS.WritableStream & { readonly isTTY?: boolean }} stream
 * @param {{ readonly everyMs?: number }} [options]
 * @returns {Report}
 */
export function createReport(
  stream,
  { everyMs = stream.isTTY ? REDRAW_EVERY_MS : LINE_EVERY_MS } = {},
) {
  let drawn = Date.now();
  let unfinished = false;
  const clear = () => {
    if (unfinished) stream.write('\r\u001B[K');
    unfinished = false;
  };
  return {
    say(line) {
      clear();
      stream.write(`${line}\n`);
    },
    progress(what, done, total) {
      const now = Date.now();
      if (now - drawn < everyMs) return;
      drawn = now;
      const text = `${what}: ${bytes(done)} of ${bytes(total)}`;
      clear();
      stream.write(stream.isTTY === true ? text : `${text}\n`);
      unfinished = stream.isTTY === true;
    },
  };
}

/**
 * @param {number} count
 * @returns {string} the count in the largest unit that keeps it readable
 */
export function bytes(count) {
  if (count < 1000) return `${count} B`;
  if (count < 1_000_000) return `${(count / 1000).toFixed(0)} kB`;
  return `${(count / 1_000_000).toFixed(1)} MB`;
}
