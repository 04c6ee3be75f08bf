// Sessions back to back: the demo kiosk, and its page in a real browser, watched for so long. Node, Linux.

import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { startAppliance, type Spoken } from '../support/appliance.ts';
import { launchChromium, openKiosk } from '../support/chromium.ts';
import { childrenOf } from '../support/processes.ts';
import { holdingsOf } from './processes.ts';
import type { Sample, Soaked } from './report.ts';

const SAMPLE_MS = 15_000;
/** As finely as gaps between frames are told apart. */
const POLL_MS = 10;
/** A session, its result and the subject's way back take about twelve seconds. */
const PATIENCE_MS = 120_000;

export interface SoakOptions {
  readonly minutes: number;
  readonly warmUpMinutes: number;
  /** Called once a second. */
  readonly onSecond: () => void;
}

/** Rejects when no session comes to a decision for two minutes. The page's subject comes again by itself. */
export async function soak({ minutes, warmUpMinutes, onSecond }: SoakOptions): Promise<Soaked> {
  await using kiosk = await startAppliance({ args: ['--demo', '--no-browser'] });
  const others = childrenOf(process.pid);
  await using browser = await launchChromium({ chromium }, [
    // As the kiosk's own window: tones are part of what is soaked.
    '--autoplay-policy=no-user-gesture-required',
    '--js-flags=--expose-gc',
  ]);
  const window = childrenOf(process.pid).find((pid) => !others.includes(pid));
  const page = await openKiosk(kiosk, await browser.newContext());
  const samples: Sample[] = [];
  const ear = createEar();
  const startedAt = performance.now();
  const endsAt = startedAt + minutes * 60_000;
  let seconds = 0;
  for (let now = startedAt; now < endsAt; now = performance.now()) {
    ear.hear(kiosk.spoken, now);
    if (now - Math.max(startedAt, ear.decidedAt()) > PATIENCE_MS)
      throw new Error(`no decision for two minutes; the kiosk says:\n${kiosk.lines.join('\n')}`);
    const elapsed = now - startedAt;
    if (elapsed >= samples.length * SAMPLE_MS) {
      await collectGarbage(page);
      const holdings = holdingsOf(kiosk.process.pid ?? 0, window ?? 0);
      samples.push({ at: elapsed / 60_000, holdings });
    }
    for (; seconds < Math.floor(elapsed / 1000); seconds += 1) onSecond();
    await delay(POLL_MS);
  }
  const decisions = kiosk.log().map(({ decision }) => decision);
  return { samples, minutes, warmUpMinutes, decisions, gapsMs: ear.gapsMs };
}

/**
 * What waits for collection comes and goes by a hundred megabytes, and hides what stays. Page and workers have a heap each.
 * The main side's heap is small beside the models: it is measured as it is.
 */
async function collectGarbage(page: Page): Promise<void> {
  const collect = (): void => {
    const gc: unknown = Reflect.get(globalThis, 'gc');
    if (typeof gc !== 'function') throw new Error('the browser does not collect at command');
    Reflect.apply(gc, globalThis, []);
  };
  const workers = page.workers().map((worker) => worker.evaluate(collect));
  await Promise.all([page.evaluate(collect), ...workers]);
}

interface Ear {
  readonly gapsMs: readonly number[];
  readonly decidedAt: () => number;
  readonly hear: (spoken: readonly Spoken[], now: number) => void;
}

/** Times what a kiosk says by when it was heard: gaps between the judged frames of one session, and its last decision. */
function createEar(): Ear {
  const gapsMs: number[] = [];
  let heard = 0;
  let frameAt: number | null = null;
  let decidedAt = -Infinity;
  return {
    gapsMs,
    decidedAt: () => decidedAt,
    hear(spoken, now) {
      for (const { type } of spoken.slice(heard)) {
        if (type === 'decision') decidedAt = now;
        // A session ends, another begins: what lies between is nobody's gap.
        if (type === 'final_result') frameAt = null;
        if (type !== 'frame_result') continue;
        if (frameAt !== null) gapsMs.push(now - frameAt);
        frameAt = now;
      }
      heard = spoken.length;
    },
  };
}
