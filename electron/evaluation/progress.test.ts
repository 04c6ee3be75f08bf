import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createProgress, duration } from './progress.ts';

describe('the progress bar', () => {
  it('shows how much is done, the rate, the time left and what was bad', () => {
    const terminal = Object.assign(new PassThrough(), { isTTY: true, columns: 100 });
    {
      using progress = createProgress(terminal, 4);
      progress.advance(false);
      progress.advance(true);
    }
    const drawn = stripVTControlCharacters(String(terminal.read()));
    expect(drawn).toMatch(/50%\s+2\/4\s+[\d.]+\/s\s+\d+ s left\s+1 bad/);
  });
});

describe('a duration', () => {
  it.each([
    [0.2, '0 s'],
    [59.6, '1 min 00 s'],
    [185, '3 min 05 s'],
    [7800, '2 h 10 min'],
  ])('of %d s reads %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});
