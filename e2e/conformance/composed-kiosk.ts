// The kiosk that stands behind Electron's channel and behind the appliance's socket: composed as in the product, on a folder of its own. Node.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogEntry, SessionView } from '#core/protocol/index.ts';
import { listDecisions } from '#electron/decision-log/decision-log.ts';
import { readPulses } from '#electron/door/simulated.ts';
import { launchForkedWorker } from '#electron/inference/worker-process.ts';
import { openKiosk, type HostedKiosk } from '#electron/main/kiosk-host.ts';
import { ROOT } from '../support/appliance.ts';
import { createDrivenTime, until, type DrivenTime } from './session-host.ts';

export interface ComposedKiosk extends AsyncDisposable {
  readonly hosted: HostedKiosk;
  readonly time: DrivenTime;
  readonly decisions: () => readonly LogEntry[];
  readonly pulses: () => Promise<number>;
  /** Resolves when no session runs, and the one before is settled. */
  readonly rest: () => Promise<unknown>;
}

/** The test's frames come from no device, and the kernel may know none. */
const SETTINGS = { camera: { allowVirtual: true } };

export async function composeKiosk(): Promise<ComposedKiosk> {
  const data = await mkdtemp(join(tmpdir(), 'gatelight-conformance-'));
  await writeFile(join(data, 'settings.json'), JSON.stringify(SETTINGS));
  const time = createDrivenTime();
  const said: string[] = [];
  const hosted = await openKiosk({
    demo: false,
    messages: false,
    root: ROOT,
    data,
    launchWorker: launchForkedWorker,
    clock: time.clock,
    out: () => undefined,
    print: (line) => said.push(line),
  });
  if (hosted.kind === 'refused') throw new Error(hosted.line);
  return {
    hosted,
    time,
    decisions: () => listDecisions(join(data, 'decisions.sqlite'), EVERY).toReversed(),
    pulses: async () => (await readPulses(join(data, 'door-pulses.jsonl'))).length,
    rest: () => until('rest', () => isAtRest(hosted.kiosk.view()) || null),
    async [Symbol.asyncDispose]() {
      await hosted[Symbol.asyncDispose]();
      await rm(data, { recursive: true });
    },
  };
}

const EVERY = 1000;

const isAtRest = (view: SessionView): boolean =>
  view.phase === 'idle' || (view.phase === 'concluded' && view.result !== 'wait');

/** As a page tells its camera, once for each time that it opened it. */
export const CAMERA = {
  label: 'Conformance camera',
  deviceId: 'd',
  groupId: 'g',
  width: 640,
  height: 480,
  frameRate: 12,
  facingMode: null,
};

/** The next view in one of these phases, the present one included. */
export const untilPhase = (
  view: () => SessionView | null,
  ...phases: readonly SessionView['phase'][]
): Promise<SessionView> =>
  until(phases.join(' or '), () => {
    const shown = view();
    return shown !== null && phases.includes(shown.phase) ? shown : null;
  });
