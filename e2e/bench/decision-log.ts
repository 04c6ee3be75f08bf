// `npm run -s bench:log [-- --entries 10000,100000,1000000]`: how the decision log grows. Prints one JSON object for each size. Node.

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { padScore } from '#core/pad/index.ts';
import type { DecisionRecord } from '#core/session/index.ts';
import { createChain, type Head } from '#electron/decision-log/chain.ts';
import { createCheckpoints } from '#electron/decision-log/checkpoints.ts';
import { openForAppend } from '#electron/decision-log/database.ts';
import {
  decisionBody,
  listDecisions,
  openDecisionLog,
} from '#electron/decision-log/decision-log.ts';
import { takeHead } from '#electron/decision-log/head.ts';
import { createKeyStore } from '#electron/decision-log/key-store.ts';
import { statements } from '#electron/decision-log/signatures.ts';
import { takeSigner } from '#electron/decision-log/signing-key.ts';
import { verifyLog } from '#electron/decision-log/verify.ts';
import { transact } from '#electron/sqlite/database.ts';

const APPENDS = 500;
const LISTS = 21;
/** Filling commits so many at once; measuring commits each, as a kiosk does. */
const BATCH = 10_000;
const DAY_MS = 86_400_000;
/** About a decision a minute. */
const STEP_MS = 60_000;

const MODELS = [
  'yunet_n_dynamic',
  'minifas_v2_se_128',
  'minifasnet_v2_80',
  'mobilefacenet_128',
  'face_landmarks_478',
];

const { values } = parseArgs({
  options: { entries: { type: 'string', default: '10000,100000,1000000' } },
});
const folder = mkdtempSync(join(tmpdir(), 'gatelight-bench-log-'));
const path = join(folder, 'decisions.sqlite');
async function measure(): Promise<Readonly<Record<string, number>>> {
  const opening = performance.now();
  const appends: number[] = [];
  let openMs: number;
  {
    using log = openDecisionLog(path);
    openMs = performance.now() - opening;
    for (let i = 0; i < APPENDS; i += 1) {
      const began = performance.now();
      await log.append(record(`measured-${opening}-${i}`));
      appends.push(performance.now() - began);
    }
  }
  const lists = Array.from({ length: LISTS }, () => elapsed(() => listDecisions(path, 100)));
  const verifyMs = elapsed(() => verified(false));
  const entries = verified(false);
  // Each signature takes a tenth of a millisecond: a rate, not a million of them.
  const allMs = entries > 20_000 ? null : elapsed(() => verified(true));
  return {
    entries,
    megabytes: round(statSync(path).size / 1e6),
    openMs: round(openMs),
    appendP50Ms: round(quantile(appends, 0.5)),
    appendP95Ms: round(quantile(appends, 0.95)),
    listP50Ms: round(quantile(lists, 0.5)),
    verifyMs: round(verifyMs),
    verifyPerSecond: Math.round((1000 * entries) / verifyMs),
    ...(allMs !== null && { everySignaturePerSecond: Math.round((1000 * entries) / allMs) }),
  };
}

function verified(everySignature: boolean): number {
  const { entries, tampering } = verifyLog(path, { mirror: [], keyId: null, everySignature });
  if (tampering !== null) throw new Error(tampering.what);
  return entries;
}

/** The parts of the log itself, with many entries a commit. */
function fill(size: number): void {
  using database = openForAppend(path);
  const chain = createChain(database);
  const keys = createKeyStore(folder, null);
  const { signer, head } = transact(database, () => {
    const taken = takeSigner(database, keys, chain.end(), path);
    return { signer: taken, head: takeHead(database, taken, chain.end, path) };
  });
  const checkpoints = createCheckpoints(database, signer);
  const sign = (to: Head): Uint8Array => signer.sign(statements.entry(to));
  const start = Date.now() - 800 * DAY_MS;
  for (let end = chain.end(); end.count < size;) {
    transact(database, () => {
      for (let i = 0; i < BATCH && end.count < size; i += 1) {
        const atMs = start + end.count * STEP_MS;
        const body = decisionBody(record(`filled-${end.count}`));
        end = chain.add({ kind: 'decision', body, atMs }, end, sign);
        checkpoints.takeDue(end, atMs);
      }
      head.move(end);
    });
  }
}

function record(sessionId: string): DecisionRecord {
  return {
    sessionId,
    host: 'kiosk',
    policy: { name: 'production', sha256: 'a'.repeat(64) },
    outcome: 'bona-fide',
    decision: 'grant',
    reasons: ['complete'],
    score: { kind: 'fused', value: padScore(0.93) },
    passed: ['LOOK LEFT', 'BLINK'],
    medicalMask: false,
    extendedTime: false,
    durationMs: 4321,
    camera: { label: 'HD Pro Webcam C920 (046d:082d)', virtual: false },
    models: Object.fromEntries(MODELS.map((name) => [name, 'b'.repeat(64)])),
  };
}

function elapsed(run: () => unknown): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}

const quantile = (times: readonly number[], q: number): number =>
  times.toSorted((a, b) => a - b)[Math.floor(q * (times.length - 1))] ?? 0;

const round = (value: number): number => Math.round(value * 100) / 100;

// Last: what stands above has to be there.
try {
  for (const size of values.entries.split(',').map(Number)) {
    fill(size);
    console.log(JSON.stringify(await measure()));
  }
} finally {
  rmSync(folder, { recursive: true });
}
