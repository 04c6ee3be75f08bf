// One process of the battery: models, materials, log and door of its own; holds up whatever it is told to. Node.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { productionPolicy, strictPolicy } from '#core/session/index.ts';
import { openDecisionLog } from '#electron/decision-log/decision-log.ts';
import { createSimulatedDoor } from '#electron/door/simulated.ts';
import { loadModels } from '#electron/inference/models.ts';
import { createPipeline } from '#electron/inference/pipeline.ts';
import { testLibrary } from '../support/assets.ts';
import { ATTACKS, BONA_FIDE } from './battery.ts';
import { openMaterials } from './materials.ts';
import { hold } from './session.ts';
import { task, type Answer, type Result, type Task } from './worker-messages.ts';

// A terminal tells the whole family; what was begun is held to its end, and the parent tells when to go.
process.on('SIGINT', () => undefined);

const { sessions } = await loadModels(await testLibrary(), AbortSignal.timeout(60_000));
const newPipeline = () => createPipeline(sessions, { detectorSide: 320 });
const materials = openMaterials(newPipeline());
const data = await mkdtemp(join(tmpdir(), 'gatelight-attacks-'));
const log = openDecisionLog(join(data, 'decisions.sqlite'));
const door = createSimulatedDoor({
  doorId: 'battery',
  file: join(data, 'door-pulses.jsonl'),
  print: () => undefined,
  now: () => new Date(),
});
const entries = new Map([...ATTACKS, ...BONA_FIDE].map((entry) => [entry.name, entry]));
let held = 0;

async function run({ entry: name, seed, strict }: Task): Promise<Result> {
  const entry = entries.get(name);
  if (entry === undefined) throw new Error(`${name}: no such entry`);
  const presentation = await entry.present(materials, seed);
  const sessionId = `${process.pid}-${(held += 1)}`;
  const policy = strict && entry.policy === productionPolicy ? strictPolicy : entry.policy;
  const { reasons, passed, ...rest } = await hold(presentation, {
    policy,
    analyse: newPipeline(),
    log,
    door,
    sessionId,
    seed,
    challenges: entry.challenges?.(seed) ?? null,
  });
  return { ...rest, reasons: [...reasons], passed: [...passed] };
}

const answer = (message: Answer): void => void process.send?.(message);

process.on('message', (message) => {
  run(task.parse(message)).then(
    (result) => answer({ kind: 'held', result }),
    (cause: unknown) => answer({ kind: 'failed', message: String(cause) }),
  );
});
// The parent has gone, or has had enough.
process.once('disconnect', () => {
  log[Symbol.dispose]();
  void rm(data, { recursive: true, force: true }).then(() => process.exit());
});
answer({ kind: 'ready' });
