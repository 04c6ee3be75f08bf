import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LogFault } from './database.ts';
import { listDecisions, openDecisionLog } from './decision-log.ts';
import { decisionRecord } from './testing/record.ts';
import { verifyLog } from './verify.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatelight-faults-'));
  path = join(folder, 'decisions.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const verify = (file = path) => verifyLog(file, { mirror: [], keyId: null, everySignature: true });

async function fill(from: number, through: number, retentionDays: number | null = null, at = 0) {
  await using log = openDecisionLog(path, { retentionDays, wallClock: () => at });
  for (let i = from; i <= through; i += 1) await log.append(decisionRecord(`s${i}`));
}

describe('a power cut', () => {
  it('loses no decision that was acknowledged, wherever it tears the write-ahead log', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        async (count, where, garbled) => {
          const here = mkdtempSync(join(folder, 'cut-'));
          const file = join(here, 'decisions.sqlite');
          const copy = join(here, 'after.sqlite');
          const acknowledged: string[] = [];
          using log = openDecisionLog(file);
          for (let i = 0; i < count; i += 1) {
            acknowledged.push((await log.append(decisionRecord(`s${i}`))).id);
          }
          // All that is fsynced now; what the next append writes behind it is cut off anywhere, or left as garbage.
          const durable = statSync(`${file}-wal`).size;
          await log.append(decisionRecord('in flight'));
          const wal = readFileSync(`${file}-wal`);
          const cut = durable + Math.floor((wal.length - durable) * where);
          if (garbled) wal.fill(0x5a, cut);
          copyFileSync(file, copy);
          writeFileSync(`${copy}-wal`, garbled ? wal : wal.subarray(0, cut));

          {
            using again = openDecisionLog(copy);
            await again.append(decisionRecord('after the cut'));
          }
          const kept = listDecisions(copy, 100).map(({ id }) => id);
          expect(kept).toEqual(expect.arrayContaining(acknowledged));
          expect(verify(copy).tampering).toBeNull();
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);
});

describe('two processes on one log', () => {
  it('add to one chain in turns', async () => {
    await fill(1, 1);
    const child = fileURLToPath(new URL('./testing/append.ts', import.meta.url));
    const processes = ['a', 'b'].map((name) =>
      spawn(process.execPath, [child, path, name, '25'], { stdio: 'inherit' }),
    );
    const codes = await Promise.all(processes.map((each) => once(each, 'exit')));
    expect(codes).toEqual([
      [0, null],
      [0, null],
    ]);
    expect(verify()).toMatchObject({ entries: 51, tampering: null });
  }, 30_000);

  it('make one key between them when both are the first', async () => {
    const child = fileURLToPath(new URL('./testing/append.ts', import.meta.url));
    const processes = ['a', 'b'].map((name) =>
      spawn(process.execPath, [child, path, name, '3'], { stdio: 'inherit' }),
    );
    const codes = await Promise.all(processes.map((each) => once(each, 'exit')));
    expect(codes).toEqual([
      [0, null],
      [0, null],
    ]);
    expect(verify()).toMatchObject({ entries: 6, tampering: null });
  }, 30_000);
});

describe('a damaged page', () => {
  /** The pages from the fourth on hold entries and what finds them. */
  function spoil(): Buffer {
    const bytes = readFileSync(path);
    bytes.fill(0xff, 4096 * 4, 4096 * 12);
    writeFileSync(path, bytes);
    return bytes;
  }

  it('opens no log for appending, says so in one line, and changes nothing', async () => {
    await fill(1, 60);
    const bytes = spoil();
    expect(() => openDecisionLog(path)).toThrow(LogFault);
    expect(() => openDecisionLog(path)).toThrow(
      /^[^\n]*it is damaged and takes no entries[^\n]*$/u,
    );
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('is found by verify, as a fault or as a missing entry', async () => {
    await fill(1, 60);
    spoil();
    expect(() => {
      const { tampering } = verify();
      throw new LogFault(tampering?.what ?? 'nothing was found');
    }).toThrow(/damaged|missing|edited|cut off/u);
  });
});

describe('retention', () => {
  const DAY = 86_400_000;

  it('removes what is old and leaves the chain whole, its names with it', async () => {
    {
      await using log = openDecisionLog(path, { wallClock: () => DAY });
      await log.appendEvent({ kind: 'override', door: 'front', operator: 'Ada', reason: 'late' });
    }
    await fill(1, 20, null, DAY);
    await fill(21, 30, null, 50 * DAY);
    await fill(31, 31, 30, 60 * DAY);
    expect(verify()).toMatchObject({ pruned: 21, entries: 12, tampering: null });
    expect(listDecisions(path, 100).map(({ sessionId }) => sessionId)).toEqual(
      Array.from({ length: 11 }, (_, i) => `s${31 - i}`),
    );
  });

  it('removes nothing more because a clock jumped ahead', async () => {
    await fill(1, 20, null, 100 * DAY);
    await fill(21, 21, 30, 9999 * DAY);
    expect(verify()).toMatchObject({ pruned: 0, entries: 21 });
  });

  it('removes nothing of a chain that was tampered with: it is evidence', async () => {
    await fill(1, 20, null, DAY);
    await fill(21, 21, null, 90 * DAY);
    const { DatabaseSync } = await import('node:sqlite');
    {
      using database = new DatabaseSync(path);
      database.exec('UPDATE entries SET at_ms = 7 WHERE sequence = 5');
    }
    await fill(22, 22, 30, 90 * DAY);
    expect(verify()).toMatchObject({ pruned: 0, tampering: { sequence: 5 } });
  });
});

/** A disk of its own needs the right to mount one. */
const mayMount = (() => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const at = mkdtempSync(join(tmpdir(), 'gatelight-mount-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', at]).status === 0;
  if (mounted) execFileSync('umount', [at]);
  rmSync(at, { recursive: true });
  return mounted;
})();

describe.skipIf(!mayMount)('a disk of its own', () => {
  beforeEach(() => execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]));
  afterEach(() => execFileSync('umount', ['-l', folder]));

  it('that is full takes no decision, keeps all that it took, and goes on when there is room', async () => {
    const acknowledged: string[] = [];
    const ballast = join(folder, 'ballast');
    writeFileSync(ballast, Buffer.alloc(200_000));
    {
      using log = openDecisionLog(path);
      await expect(async () => {
        for (let i = 0; i < 2000; i += 1) {
          acknowledged.push((await log.append(decisionRecord(`s${i}`))).id);
        }
      }).rejects.toThrow(/full|disk I\/O/u);
      rmSync(ballast);
      acknowledged.push((await log.append(decisionRecord('with room'))).id);
    }
    expect(
      listDecisions(path, 5000)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(acknowledged.toSorted());
    expect(verify().tampering).toBeNull();
  });

  it('that is read-only opens no log, in one line', async () => {
    await fill(1, 3);
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    expect(() => openDecisionLog(path)).toThrow(LogFault);
    expect(() => openDecisionLog(path)).toThrow(/^decision log [^\n]+; make the file[^\n]+$/u);
  });
});
