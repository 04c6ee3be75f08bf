// The kiosk's page on its WebSocket: requests and frames in, views and credits out. Main process of the appliance.

import type { WebSocket } from '@fastify/websocket';
import { parseSocketFrame, socketRequest, type SocketPush } from '#core/protocol/index.ts';
import type { OperatorConsole } from '#electron/operator/console.ts';
import { pageGone, type PageKiosk } from '#electron/main/standing-kiosk.ts';
import type { MonotonicClock } from '#electron/session/ports.ts';

export interface PageHost {
  readonly kiosk: PageKiosk;
  readonly operator: Pick<OperatorConsole, 'ask' | 'onPush' | 'leave'>;
  readonly clock: MonotonicClock;
  /** The page says that it has something to show. */
  readonly onAlive: () => void;
}

/** Serves one page until it goes. */
export function servePage(socket: WebSocket, { kiosk, operator, clock, onAlive }: PageHost): void {
  let inFlight = false;
  const push = (message: SocketPush): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  const refuse = (code: string, message: string): void => {
    push({ type: 'error', code, message });
  };
  /** A message that no page of ours sends: the connection ends, and with it the session. */
  const expel = (message: string, code: number = CLOSE.policy): void => {
    refuse('bad-message', message);
    socket.close(code, 'bad message');
  };

  const receiveFrame = (bytes: Uint8Array): void => {
    // No queue: what was not judged when the next frame came is of no use any more.
    if (inFlight) return refuse('frame-in-flight', 'frame: wait for the credit');
    const received = parseSocketFrame(bytes, clock());
    if ('fault' in received) {
      return expel(received.message, received.fault === 'too-large' ? CLOSE.tooBig : CLOSE.policy);
    }
    inFlight = true;
    void kiosk.offer(received).finally(() => {
      inFlight = false;
      push({ type: 'credit' });
    });
  };
  const reply = async (id: number, ask: unknown): Promise<void> => {
    push({ type: 'operator:reply', id, reply: await operator.ask(ask) });
  };
  const receiveText = (text: string): void => {
    const parsed = socketRequest.safeParse(parseJson(text));
    if (!parsed.success) return expel('request: unknown');
    switch (parsed.data.request) {
      case 'session:start':
        return kiosk.start();
      case 'session:cancel':
        return kiosk.cancel();
      case 'session:more-time':
        return kiosk.moreTime();
      case 'page:alive':
        return onAlive();
      case 'camera:opened':
        return kiosk.useCamera(parsed.data.camera);
      case 'access:present':
        return void kiosk.present(parsed.data.credential);
      case 'access:call':
        return void kiosk.callStaff();
      case 'operator:ask':
        return void reply(parsed.data.id, parsed.data.ask);
    }
  };

  const forget = kiosk.onView((view) => push({ type: 'view', view }));
  const silence = operator.onPush((live) => push({ type: 'operator:live', live }));
  socket.on('message', (data, isBinary) => {
    const bytes = oneBuffer(data);
    if (isBinary) receiveFrame(bytes);
    else receiveText(bytes.toString('utf8'));
  });
  socket.on('close', () => {
    forget();
    silence();
    pageGone(kiosk, operator);
  });
}

const CLOSE = { policy: 1008, tooBig: 1009 } as const;

/** `ws` hands over one Buffer unless told otherwise; its type allows more. */
function oneBuffer(data: Buffer | ArrayBuffer | Buffer[]): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
