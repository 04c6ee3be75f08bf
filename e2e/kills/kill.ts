// One kill: a kiosk in the middle of a session loses its main process, its inference or its browser, and has to be back. Node.

import { setTimeout as delay } from 'node:timers/promises';
import type { SessionView } from '#core/protocol/index.ts';
import { startAppliance, type Appliance } from '../support/appliance.ts';
import { childrenOf, isAlive } from '../support/processes.ts';
import type { Model } from '../attacks/materials.ts';
import { logIn, sendVisitor, type Visitor } from './visitor.ts';

export const VICTIMS = ['main', 'inference', 'browser'] as const;
export type Victim = (typeof VICTIMS)[number];

/** When the blow falls: anywhere in a session, or around the moment in which a decision is told and the door moves. */
export type Moment =
  | { readonly kind: 'after-start'; readonly ms: number }
  | { readonly kind: 'after-decision'; readonly ms: number };

export interface Kill {
  readonly victim: Victim;
  readonly moment: Moment;
}

export interface Killed extends Kill {
  /** The phase that the view showed when the blow fell. */
  readonly phase: SessionView['phase'];
  /** From the blow to a kiosk that waits for the next subject, in milliseconds: the result is shown for some seconds before that. */
  readonly readyMs: number;
  /** Processes of a killed kiosk that live on. */
  readonly orphans: readonly number[];
}

/** A kiosk on one data folder that is started again whenever it is killed, as a supervisor would. */
export interface Supervised extends AsyncDisposable {
  readonly strike: (kill: Kill) => Promise<Killed>;
  /** Ids of all decisions that were told so far. */
  readonly acknowledged: () => readonly string[];
  readonly appliance: () => Appliance;
}

export async function supervise(
  data: string,
  model: Model,
  newSeed: () => number,
): Promise<Supervised> {
  const lives: Appliance[] = [];
  let appliance = await begin();
  let entrance = await logIn(appliance);
  let visitor = await sendVisitor(entrance, model, newSeed());

  async function begin(): Promise<Appliance> {
    const started = await startAppliance({ args: ['--demo', '--no-browser'], data });
    lives.push(started);
    return started;
  }

  async function strike({ victim, moment }: Kill): Promise<Killed> {
    await visitor.sees(isReady, READY_WITHIN_MS);
    await visitor.sees(inSession, SESSION_WITHIN_MS);
    await waitFor(moment, appliance, visitor);
    const { phase } = visitor.view();
    const struckAt = performance.now();
    const family = childrenOf(appliance.process.pid);
    await blow(victim);
    await visitor.sees(({ phase: next }) => next === 'idle', READY_WITHIN_MS);
    const readyMs = performance.now() - struckAt;
    const orphans = victim === 'main' ? family.filter(isAlive) : [];
    return { victim, moment, phase, readyMs, orphans };
  }

  async function blow(victim: Victim): Promise<void> {
    if (victim === 'inference') {
      const [worker] = childrenOf(appliance.process.pid);
      if (worker === undefined) throw new Error('the kiosk has no inference process');
      process.kill(worker, 'SIGKILL');
      await visitor.sees((view) => !inSession(view), READY_WITHIN_MS);
      return;
    }
    if (victim === 'main') {
      appliance.process.kill('SIGKILL');
      await appliance.exit;
      appliance = await begin();
      entrance = await logIn(appliance);
    }
    // Of a killed browser the kiosk sees this much: the connection is gone, and another one comes.
    visitor.vanish();
    visitor = await sendVisitor(entrance, model, newSeed());
  }

  return {
    strike,
    acknowledged: () =>
      lives.flatMap(({ spoken }) =>
        spoken.flatMap((said) => (said.type === 'decision' ? [said.id] : [])),
      ),
    appliance: () => appliance,
    async [Symbol.asyncDispose]() {
      visitor.vanish();
      await appliance[Symbol.asyncDispose]();
    },
  };
}

const READY_WITHIN_MS = 30_000;
/** The longest session, and a busy machine. */
const SESSION_WITHIN_MS = 90_000;

const isReady = ({ phase }: SessionView): boolean => phase !== 'starting' && phase !== 'not-ready';
const inSession = ({ phase }: SessionView): boolean =>
  phase === 'positioning' || phase === 'passive' || phase === 'active';

async function waitFor(moment: Moment, appliance: Appliance, visitor: Visitor): Promise<void> {
  if (moment.kind === 'after-decision') {
    const before = appliance.spoken.length;
    await visitor.sees(
      ({ phase }) =>
        phase === 'concluded' ||
        appliance.spoken.slice(before).some(({ type }) => type === 'decision'),
      SESSION_WITHIN_MS,
    );
  }
  await delay(moment.ms);
}
