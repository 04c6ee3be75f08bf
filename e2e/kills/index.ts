// `npm run kills [-- --kills N] [--lanes N] [--seed N] [--json]`: SIGKILL for the main process, the inference and the browser at random
// moments of real sessions; exits with 1 when a decision that was told is lost or the door moved without a logged grant. Node, Linux.

import { openMaterials, PORTRAITS } from '../attacks/materials.ts';
import { loadModels, releaseModels } from '#electron/inference/models.ts';
import { createPipeline } from '#electron/inference/pipeline.ts';
import { createProgress } from '#electron/evaluation/progress.ts';
import { testLibrary } from '../support/assets.ts';
import { runLane, type Struck } from './lane.ts';
import { reportOf, tableOf } from './report.ts';
import { readOptions } from '../support/options.ts';

const values = readOptions({
  options: {
    kills: { type: 'string', default: '300' },
    lanes: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});

const whole = (name: 'kills' | 'lanes' | 'seed'): number => {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value > 0) return value;
  process.stderr.write(`--${name} ${values[name]}: give a whole number above 0\n`);
  process.exit(2);
};
const [kills, lanes, seed] = [whole('kills'), whole('lanes'), whole('seed')];

const { sessions } = await loadModels(await testLibrary(), AbortSignal.timeout(60_000));
const model = await openMaterials(createPipeline(sessions, { detectorSide: 320 })).model(
  PORTRAITS[0],
);
await releaseModels(sessions);

const struck: Struck[] = [];
using progress = createProgress(process.stderr.isTTY ? process.stderr : null, kills);
const ends = await Promise.all(
  Array.from({ length: lanes }, (_, lane) =>
    runLane({
      model,
      seed: seed * lanes + lane,
      kills: Math.floor(kills / lanes) + (lane < kills % lanes ? 1 : 0),
      onKill(one) {
        struck.push(one);
        for (const breach of one.breaches) process.stderr.write(`${breach}\n`);
        progress.advance(one.breaches.length > 0);
      },
    }),
  ),
);
const report = reportOf(struck, ends);
process.stdout.write(
  values.json ? `${JSON.stringify(report)}\n` : `${tableOf(report).join('\n')}\n`,
);
process.exitCode = report.breaches.length === 0 ? 0 : 1;
