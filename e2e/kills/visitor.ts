// A subject and the page before them in one program: logs in as the kiosk's window does, sends what a puppet shows as frames,
// and acts on the views. In place of Chromium where hundreds of kiosks are killed; specs use the real one. Node.

import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import {
  sessionView,
  socketFrameHeader,
  socketPush,
  type SessionView,
} from '#core/protocol/index.ts';
import { cueOf } from '#renderer/demo/subject.ts';
import type { Model } from '../attacks/materials.ts';
import { screenReader } from '../attacks/puppets.ts';
import { KIOSK_FPS, type Presentation } from '../attacks/presentation.ts';
import type { Appliance } from '../support/appliance.ts';

export interface Visitor {
  readonly view: () => SessionView;
  /** The next view that matches, the present one included. Rejects when none comes in time. */
  readonly sees: (what: (view: SessionView) => boolean, timeoutMs: number) => Promise<SessionView>;
  /** The connection ends without a word, as when the browser is killed. */
  readonly vanish: () => void;
}

/** Comes before a kiosk and asks for a session whenever it is idle, until it vanishes. */
export async function sendVisitor(door: Entrance, model: Model, seed: number): Promise<Visitor> {
  const subject = screenReader({ model, seed }, { seed, behaviour: 'obeys' });
  let view: SessionView | null = null;
  let credit = true;
  const gone = new AbortController();
  const socket = await connect(door, (data) => {
    const push = socketPush.parse(JSON.parse(textOf(data)));
    if (push.type === 'view') view = sessionView.parse(push.view);
    else credit = true;
  });
  socket.on('close', () => gone.abort());
  socket.on('error', () => gone.abort());
  socket.send(JSON.stringify({ request: 'camera:opened', camera: CAMERA }));
  void behave();

  async function behave(): Promise<void> {
    const startedAt = performance.now();
    for (let frames = 0; !gone.signal.aborted; frames += 1) {
      await delay(1000 / KIOSK_FPS);
      if (view === null || !credit || socket.readyState !== socket.OPEN) continue;
      if (view.phase === 'idle' && frames % START_EVERY === 0)
        socket.send(JSON.stringify({ request: 'session:start' }));
      credit = !offer(subject, performance.now() - startedAt, view);
    }
  }

  /** Whether a frame was sent. */
  function offer(presentation: Presentation, at: number, shown: SessionView): boolean {
    const picture = presentation.pictureAt(at, cueOf(shown));
    if (picture === null) return false;
    const takenAtMs = Math.round(performance.now());
    const { width, height, data } = picture;
    const pixels = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    socket.send(Buffer.concat([socketFrameHeader({ width, height, takenAtMs }), pixels]));
    return true;
  }

  const latest = (): SessionView => view ?? NOTHING_YET;
  return {
    view: latest,
    async sees(what, timeoutMs) {
      for (const end = performance.now() + timeoutMs; performance.now() < end;) {
        if (what(latest())) return latest();
        await delay(POLL_MS);
      }
      throw new Error(`the view did not come; the last: ${JSON.stringify(latest())}`);
    },
    vanish: () => socket.terminate(),
  };
}

const NOTHING_YET: SessionView = { version: 1, demo: true, phase: 'starting' };
const POLL_MS = 10;
/** About twice a second, as the page wakes on a face. */
const START_EVERY = Math.round(KIOSK_FPS / 2);
const CAMERA = {
  label: 'Gatelight demo camera',
  deviceId: '',
  groupId: '',
  width: 640,
  height: 480,
  frameRate: KIOSK_FPS,
  facingMode: null,
};

/** `ws` gives one Buffer unless told otherwise; its type allows more. */
const textOf = (data: unknown): string => (Buffer.isBuffer(data) ? data.toString('utf8') : '');

/** What lets a page of one life of the kiosk in. */
export interface Entrance {
  readonly origin: string;
  readonly cookie: string;
}

/** Waits for the appliance to be up; the token of its launcher file becomes a cookie. */
export async function logIn(appliance: Appliance): Promise<Entrance> {
  const launcher = (await appliance.line(/^launcher: /u)).replace('launcher: ', '');
  const target = /url=([^"]+)"/u.exec(await readFile(launcher, 'utf8'))?.[1];
  if (target === undefined) throw new Error('a launcher without an address');
  const { origin, pathname, hash } = new URL(target);
  const answer = await fetch(new URL(pathname, origin), {
    method: 'POST',
    headers: { origin, 'content-type': 'text/plain' },
    body: hash.slice(1),
  });
  const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';');
  return { origin, cookie };
}

/** Tries again while the kiosk has not yet heard that the page before this one is gone. */
async function connect(
  { origin, cookie }: Entrance,
  onMessage: (data: unknown) => void,
): Promise<WebSocket> {
  for (const end = performance.now() + CONNECT_MS; ; await delay(POLL_MS)) {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/kiosk`, {
      headers: { origin, cookie },
    });
    // Before it is open: the first view may come in the same packet as the answer.
    socket.on('message', onMessage);
    const answer = await new Promise<Error | null>((resolve) => {
      socket.once('open', () => resolve(null));
      socket.once('error', resolve);
    });
    if (answer === null) return socket;
    if (performance.now() > end) throw answer;
  }
}

const CONNECT_MS = 5000;
