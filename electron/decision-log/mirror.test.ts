import { mkdtempSync, readFileSync, rmSync, rmdirSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listDecisions, openDecisionLog } from './decision-log.ts';
import { readMirror } from './read-mirror.ts';
import { decisionRecord } from './testing/record.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatelight-mirror-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('a mirror that cannot be written costs no decision, is said once, and is caught up with', async () => {
  const path = join(folder, 'decisions.sqlite');
  const mirror = join(folder, 'mirror.jsonl');
  // A folder in its place: nothing can be appended to it.
  mkdirSync(mirror);
  const lines: string[] = [];
  {
    await using log = openDecisionLog(path, { mirror, print: (line) => lines.push(line) });
    for (let i = 0; i < 100; i += 1) await log.append(decisionRecord(`s${i}`));
    await expect.poll(() => log.notices()).toEqual([expect.stringContaining('cannot be written')]);
    rmdirSync(mirror);
    for (let i = 100; i < 200; i += 1) await log.append(decisionRecord(`s${i}`));
    await expect.poll(() => log.notices()).toEqual([]);
  }
  expect(listDecisions(path, 500)).toHaveLength(200);
  expect(lines.filter((line) => line.includes('mirror '))).toEqual([
    expect.stringContaining('cannot be written'),
    expect.stringContaining('is written again'),
  ]);
  expect(readMirror(mirror)).toMatchObject([{ count: 0 }, { count: 100 }, { count: 200 }]);
  expect(readFileSync(mirror, 'utf8')).not.toContain('s100');
});
