// `npm run bench:api [-- --seconds N] [--json]`: how many stills a second the API answers, how long each takes, and what it refuses rather than
// let wait, at 1, 4, 16 and 64 clients, beside what the picture takes without any API. `-- --beside-session [--turns N]`: what 16 of them cost a kiosk's own session. Node.

import { availableParallelism } from 'node:os';
import { readOptions } from '../support/options.ts';
import { serve, type Served } from '../support/served.ts';
import { askAtOnce, PICTURE } from './api-clients.ts';
import { besideSession } from './beside-session.ts';
import { judgedAlone } from './judged-alone.ts';

const values = readOptions({
  options: {
    seconds: { type: 'string', default: '10' },
    'beside-session': { type: 'boolean', default: false },
    turns: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
});

/** The last is more than may wait: what is above it has to be refused. */
const CLIENTS = [1, 4, 16, 64] as const;
const CLIENTS_BESIDE = 16;

interface Load {
  readonly clients: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** 429, each answered at once. */
  readonly refused: number;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

if (values['beside-session']) await tellBeside(numberOf('turns'));
else await tellLoads(numberOf('seconds'));

function numberOf(name: 'seconds' | 'turns'): number {
  const value = Number(values[name]);
  if (value > 0) return value;
  process.stderr.write(`--${name} ${values[name]}: give a number above 0\n`);
  process.exit(2);
}

async function tellBeside(turns: number): Promise<void> {
  const found = await besideSession(CLIENTS_BESIDE, turns);
  if (values.json) return say(JSON.stringify(found));
  const { clients, aloneFps, loadedFps, ratio, answered, refused } = found;
  const told = (rates: readonly number[]): string => rates.map((fps) => fps.toFixed(1)).join(' ');
  say(`a kiosk's session, frames a second, turn by turn`);
  say(`alone             ${told(aloneFps)}`);
  say(`with ${clients} clients   ${told(loadedFps)}   (${answered} answered, ${refused} refused)`);
  say(`ratio             ${ratio.toFixed(2)}`);
}

async function tellLoads(seconds: number): Promise<void> {
  const jobs = availableParallelism();
  const aloneMs = await judgedAlone(PICTURE, seconds);
  await using served = await serve(jobs);
  await held(served, 1, 2);
  const loads: Load[] = [];
  for (const clients of CLIENTS) loads.push(await held(served, clients, seconds));
  if (values.json) return say(JSON.stringify({ jobs, aloneMs, loads }));
  say(`${jobs} judging processes, ${PICTURE}, ${seconds} s each`);
  say(`without the API${' '.repeat(22)}p50 ${aloneMs.toFixed(0).padStart(5)} ms`);
  for (const { clients, perSecond, p50Ms, p95Ms, refused } of loads) {
    say(
      `${String(clients).padStart(3)} clients  ${perSecond.toFixed(1).padStart(5)} stills/s  p50 ${p50Ms.toFixed(0).padStart(5)} ms  p95 ${p95Ms.toFixed(0).padStart(5)} ms  ${refused} refused`,
    );
  }
}

async function held(served: Served, clients: number, seconds: number): Promise<Load> {
  const startedAt = performance.now();
  const { times, refused } = await askAtOnce(served, clients, AbortSignal.timeout(seconds * 1000));
  // Longer than asked for: what was under way was waited for.
  const span = (performance.now() - startedAt) / 1000;
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
  return { clients, perSecond: times.length / span, p50Ms: at(0.5), p95Ms: at(0.95), refused };
}
