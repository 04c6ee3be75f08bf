// What the API's clients cost whoever stands before the kiosk: frames a second of its session, in the kiosk's own page with a recorded
// person before the camera, alone and under clients, by turns. Node.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { startAppliance, type Appliance } from '../support/appliance.ts';
import { launchChromium } from '../support/chromium.ts';
import { fakeCamera } from '../support/fake-camera.ts';
import { askAtOnce, type Target } from './api-clients.ts';
import { sessionRate } from './session-rate.ts';

export interface BesideSession {
  readonly clients: number;
  /** Judged frames a second of one session, turn by turn. */
  readonly aloneFps: readonly number[];
  readonly loadedFps: readonly number[];
  /** The mean under load over the mean alone. */
  readonly ratio: number;
  /** What the clients got meanwhile, over all turns. */
  readonly answered: number;
  readonly refused: number;
}

/** Looks at the person for longer than a session lasts, who answers no prompt. */
const CLIP = 'samples/video/mouth-opens.mp4';
/** The clients are at it before anybody comes. */
const RUN_UP_MS = 1500;

export async function besideSession(clients: number, turns: number): Promise<BesideSession> {
  const folder = await mkdtemp(join(tmpdir(), 'gatelight-beside-'));
  try {
    const camera = await fakeCamera(CLIP, folder);
    await using browser = await launchChromium({ chromium }, camera);
    // Chromium's own start, and models that no disk cache has yet, are nobody's frame rate.
    await turn(browser, 0);
    const alone: Turn[] = [];
    const loaded: Turn[] = [];
    for (let i = 0; i < turns; i += 1) {
      alone.push(await turn(browser, 0));
      loaded.push(await turn(browser, clients));
    }
    const aloneFps = alone.map(({ fps }) => fps);
    const loadedFps = loaded.map(({ fps }) => fps);
    return {
      clients,
      aloneFps,
      loadedFps,
      ratio: sum(loadedFps) / sum(aloneFps),
      answered: sum(loaded.map(({ answered }) => answered)),
      refused: sum(loaded.map(({ refused }) => refused)),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

interface Turn {
  readonly fps: number;
  readonly answered: number;
  readonly refused: number;
}

/** A kiosk of its own: a denial would be remembered by the next session. */
async function turn(browser: Browser, clients: number): Promise<Turn> {
  const data = await mkdtemp(join(tmpdir(), 'gatelight-beside-'));
  try {
    const api = { enabled: true, port: await freePort(), perMinute: 100_000 };
    const settings = JSON.stringify({ camera: { allowVirtual: true }, api });
    await writeFile(join(data, 'settings.json'), settings);
    await using kiosk = await startAppliance({ args: ['--no-browser', '--unsandboxed'], data });
    const over = new AbortController();
    const asking = askAtOnce(await targetOf(kiosk), clients, over.signal, { isDropped: true });
    await new Promise((resolve) => {
      setTimeout(resolve, RUN_UP_MS);
    });
    const { judged: fps } = await sessionRate(browser, kiosk);
    over.abort();
    const { times, refused } = await asking;
    return { fps, answered: times.length, refused };
  } finally {
    await rm(data, { recursive: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  server.close();
  await once(server, 'close');
  return address.port;
}

async function targetOf(kiosk: Appliance): Promise<Target> {
  const listening = await kiosk.line(/^api: listening on /u);
  const [, key = '', user = ''] =
    /key (\S+) .* it is (\S+)\)$/u.exec(await kiosk.line(/^api: key /u)) ?? [];
  return { origin: listening.replace('api: listening on ', ''), key, user };
}
