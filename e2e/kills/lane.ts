// One kiosk that is killed again and again on one data folder, and looked at after each time. Node.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom, type Random } from '#renderer/demo/random.ts';
import type { Model } from '../attacks/materials.ts';
import {
  supervise,
  type Kill,
  type Killed,
  type Moment,
  type Supervised,
  type Victim,
} from './kill.ts';
import { breachesOf, type Traces } from './safety.ts';

export interface Struck extends Killed {
  readonly breaches: readonly string[];
}

export interface LaneOptions {
  readonly model: Model;
  readonly seed: number;
  readonly kills: number;
  readonly onKill: (struck: Struck) => void;
}

/** Resolves with how many decisions were told and how many pulses there were, for a run in which nothing happens proves nothing. */
export async function runLane({
  model,
  seed,
  kills,
  onKill,
}: LaneOptions): Promise<{ readonly decisions: number; readonly pulses: number }> {
  const random = createRandom(seed);
  const newSeed = (): number => Math.floor(random.between(1, 1_000_000));
  const data = await mkdtemp(join(tmpdir(), 'gatelight-kills-'));
  try {
    await using kiosk = await supervise(data, model, newSeed);
    for (let i = 0; i < kills; i += 1) {
      const struck = await kiosk.strike(drawKill(random));
      const orphaned = struck.orphans.map((pid) => `process ${pid} of a killed kiosk lives on`);
      onKill({ ...struck, breaches: [...breachesOf(await tracesOf(kiosk)), ...orphaned] });
    }
    const { acknowledged, pulses } = await tracesOf(kiosk);
    return { decisions: acknowledged.length, pulses: pulses.length };
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

async function tracesOf(kiosk: Supervised): Promise<Traces> {
  const appliance = kiosk.appliance();
  return {
    acknowledged: kiosk.acknowledged(),
    log: appliance.log(),
    pulses: await appliance.pulses(),
  };
}

const INFERENCE_SHARE = 0.25;
const BROWSER_SHARE = 0.15;
const AT_DECISION_SHARE = 0.4;
/** Longer than most sessions. */
const SESSION_MS = 7000;
/** The log, the door and the answer to the page fall into this. */
const DECISION_MS = 60;

function drawKill(random: Random): Kill {
  return { victim: drawVictim(random.between(0, 1)), moment: drawMoment(random) };
}

function drawVictim(share: number): Victim {
  if (share < INFERENCE_SHARE) return 'inference';
  return share < INFERENCE_SHARE + BROWSER_SHARE ? 'browser' : 'main';
}

const drawMoment = (random: Random): Moment =>
  random.between(0, 1) < AT_DECISION_SHARE
    ? { kind: 'after-decision', ms: random.between(0, DECISION_MS) }
    : { kind: 'after-start', ms: random.between(0, SESSION_MS) };
