// Sessions over the appliance's own WebSocket: its real server, its login, the real kiosk. Node.

import { WebSocket } from 'ws';
import { sessionView, socketPush, type SessionView } from '#core/protocol/index.ts';
import { createServer } from '#electron/appliance/server.ts';
import { cueOf } from '#renderer/demo/subject.ts';
import { CAMERA, composeKiosk, untilPhase } from './composed-kiosk.ts';
import { connectSocket, sending } from './socket.ts';
import type { SessionHost, Visit } from './session-host.ts';

export async function openOverAppliance(): Promise<SessionHost> {
  await using resources = new AsyncDisposableStack();
  const composed = resources.use(await composeKiosk());
  const { hosted, time } = composed;
  const server = resources.use(
    await createServer({
      kiosk: hosted.kiosk,
      operator: hosted.operator,
      boot: () => ({ demo: false, locale: 'en' }),
      page: import.meta.dirname,
      demoSubject: null,
      port: 0,
      clock: time.clock,
      onAlive: () => undefined,
    }),
  );
  const headers = {
    origin: server.origin,
    cookie: await logIn(server.origin, server.issueToken()),
  };
  const owned = resources.move();
  return {
    name: 'appliance',
    time,
    decisions: composed.decisions,
    pulses: composed.pulses,
    async connect(): Promise<Visit> {
      let view: SessionView | null = null;
      const url = `${server.origin.replace('http', 'ws')}/kiosk`;
      const line = await connectSocket(new WebSocket(url, { headers }), (text) => {
        const push = socketPush.parse(JSON.parse(text));
        if (push.type === 'view') view = sessionView.parse(push.view);
        if (push.type === 'credit') return 'answered';
        return push.type === 'error' ? 'refused' : null;
      });
      const request = (words: object): void => line.send(JSON.stringify(words));
      return {
        async begin() {
          request({ request: 'camera:opened', camera: CAMERA });
          await untilPhase(() => view, 'idle');
          request({ request: 'session:start' });
          await untilPhase(() => view, 'positioning');
        },
        ...sending(line),
        cue: () => (view === null ? NOTHING_YET : cueOf(view)),
        async drop() {
          await line.drop();
          await composed.rest();
        },
      };
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

const NOTHING_YET = { phase: 'starting', action: null, over: false } as const;

async function logIn(origin: string, token: string): Promise<string> {
  const answer = await fetch(`${origin}/login`, {
    method: 'POST',
    headers: { origin, 'content-type': 'text/plain' },
    body: token,
  });
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}
