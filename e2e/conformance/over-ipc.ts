// Sessions over Electron's channel: the real handlers of its main process and the real kiosk. Only the transport is played. Node.

import { sessionView, type SessionView } from '#core/protocol/index.ts';
import { serveRequests, type RequestPort } from '#electron/main/ipc.ts';
import { PAGE_URL } from '#electron/main/page-origin.ts';
import { pageGone } from '#electron/main/standing-kiosk.ts';
import { cueOf } from '#renderer/demo/subject.ts';
import { CAMERA, composeKiosk, untilPhase } from './composed-kiosk.ts';
import type { Reaction, SentFrame, SessionHost, Visit } from './session-host.ts';

export async function openOverIpc(): Promise<SessionHost> {
  const composed = await composeKiosk();
  const { hosted } = composed;
  const channel = playChannel();
  serveRequests(channel.port, { ...hosted, onAlive: () => undefined });
  return {
    name: 'electron',
    ...composed,
    async connect(): Promise<Visit> {
      // What `webContents.send` would clone, and the page's bridge parses.
      let view: SessionView | null = null;
      const forget = hosted.kiosk.onView((next) => {
        view = sessionView.parse(structuredClone(next));
      });
      return {
        async begin() {
          await channel.invoke('camera:opened', CAMERA);
          await untilPhase(() => view, 'idle');
          await channel.invoke('session:start', {});
          await untilPhase(() => view, 'positioning');
        },
        offer: (frame) => channel.offer(frame),
        async offerTwo(first, second) {
          const reactions = await Promise.all([channel.offer(first), channel.offer(second)]);
          return reactions[1];
        },
        say: (words) => channel.ask('session:conclude', words),
        cue: () => (view === null ? NOTHING_YET : cueOf(view)),
        async drop() {
          forget();
          pageGone(hosted.kiosk, hosted.operator);
          await composed.rest();
        },
      };
    },
  };
}

const NOTHING_YET = { phase: 'starting', action: null, over: false } as const;

interface Channel {
  readonly port: RequestPort;
  readonly invoke: (request: string, input: object) => Promise<unknown>;
  readonly ask: (request: string, input: object) => Promise<Reaction>;
  readonly offer: (frame: SentFrame) => Promise<Reaction>;
}

/** Both ends of `ipcMain` and `ipcRenderer.invoke`: clones, and rejects what nobody handles. */
function playChannel(): Channel {
  const handlers = new Map<string, Parameters<RequestPort['handle']>[1]>();
  const sender = { senderFrame: { url: PAGE_URL, parent: null } };
  const invoke = async (request: string, input: object): Promise<unknown> => {
    const handler = handlers.get(request);
    if (handler === undefined) throw new Error(`no handler for ${request}`);
    return structuredClone(await handler(sender, structuredClone(input)));
  };
  const ask = (request: string, input: object): Promise<Reaction> =>
    invoke(request, input).then(
      () => 'answered',
      () => 'refused',
    );
  return {
    port: { handle: (request, handler) => void handlers.set(request, handler) },
    invoke,
    ask,
    offer: (frame) => ask('frame:offer', frame),
  };
}
