import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { padScore } from '#core/pad/index.ts';
import { openJournal } from './journal.ts';
import type { MaterialFile } from './material.ts';
import type { FileVerdict } from './verdict.ts';

const file: MaterialFile = {
  file: 'bona-fide/a.jpg',
  path: '/somewhere/bona-fide/a.jpg',
  presented: 'bona-fide',
  bytes: 1000,
  modifiedMs: 1_700_000_000_000.25,
};
const judged: FileVerdict = {
  kind: 'judged',
  media: 'still',
  outcome: 'bona-fide',
  score: padScore(0.93),
  issue: null,
  pai: null,
  elapsedMs: 41.5,
};
const bad: FileVerdict = { kind: 'bad', code: 'FFMPEG_MISSING', message: 'install it' };

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelight-journal-'));
  path = join(folder, 'deep/verdicts.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

function keep(run: string, verdict: FileVerdict): void {
  using journal = openJournal(path, run);
  journal.append(file, verdict);
}
function recall(run: string, material = file): FileVerdict | null {
  using journal = openJournal(path, run);
  return journal.recall(material);
}

describe('the journal', () => {
  it('recalls a verdict exactly, in a later run of the same engine', () => {
    keep('engine-1', judged);
    expect(recall('engine-1')).toEqual(judged);
  });

  it('recalls nothing that another engine said', () => {
    keep('engine-1', judged);
    expect(recall('engine-2')).toBeNull();
  });

  it.each([
    ['another size', { bytes: 1001 }],
    ['another time of change', { modifiedMs: 1_700_000_000_001 }],
    ['another name', { file: 'bona-fide/b.jpg' }],
  ])('recalls nothing of a file with %s', (_what, change) => {
    keep('engine-1', judged);
    expect(recall('engine-1', { ...file, ...change })).toBeNull();
  });

  it('has a bad file looked at again, as the remedy may have been applied', () => {
    keep('engine-1', bad);
    expect(recall('engine-1')).toBeNull();
  });

  it('survives a run that was killed in the middle of a line', async () => {
    keep('engine-1', judged);
    await appendFile(path, '{"file":"bona-fide/b.jpg","by');
    const other = { ...file, file: 'bona-fide/c.jpg' };
    {
      using journal = openJournal(path, 'engine-1');
      journal.append(other, judged);
    }
    expect(recall('engine-1')).toEqual(judged);
    expect(recall('engine-1', other)).toEqual(judged);
  });

  it('takes no line whose verdict is none', async () => {
    keep('engine-1', judged);
    const line = { ...file, run: 'engine-1', verdict: { ...judged, score: 7 } };
    await appendFile(path, `${JSON.stringify({ ...line, file: 'bona-fide/b.jpg' })}\n[]\nnull\n`);
    expect(recall('engine-1', { ...file, file: 'bona-fide/b.jpg' })).toBeNull();
    expect(recall('engine-1')).toEqual(judged);
  });
});
