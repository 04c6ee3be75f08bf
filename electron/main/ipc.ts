// The page's requests inside Electron: one typed map, one check of the sender, one parser each. Main process.

import type { z } from 'zod';
import {
  kioskRequests,
  receivedFrame,
  type KioskRequest,
  type OfferedFrame,
} from '#core/protocol/index.ts';
import type { OperatorConsole } from '#electron/operator/console.ts';
import type { MonotonicClock } from '#electron/session/ports.ts';
import { isOurs } from './page-origin.ts';
import type { PageKiosk } from './standing-kiosk.ts';

/** Host to page: the present `SessionView`. */
export const VIEW_CHANNEL = 'view';
/** Host to page: an `OperatorPush`. */
export const LIVE_CHANNEL = 'operator:live';

/** What a page may ask of a kiosk: no door, no verdict. */
type KioskCall = 'start' | 'cancel' | 'moreTime' | 'useCamera' | 'offer' | 'present' | 'callStaff';

/** Electron's `ipcMain`, as far as it is needed. */
export interface RequestPort {
  handle(channel: string, handler: Handler): void;
}

type Handler = (event: Asked, input: unknown) => Promise<unknown>;

/** Who asked: a frame of a page, with the frame that holds it; null when it is gone. */
interface Asked {
  readonly senderFrame: { readonly url: string; readonly parent: object | null } | null;
}

export interface Served {
  readonly kiosk: Pick<PageKiosk, KioskCall>;
  readonly operator: Pick<OperatorConsole, 'ask'>;
  readonly clock: MonotonicClock;
  readonly onAlive: () => void;
}

/** Answers every request of the map; no other channel exists. */
export function serveRequests(ipc: RequestPort, { kiosk, operator, clock, onAlive }: Served): void {
  const handlers = {
    'session:start': trusted(kioskRequests['session:start'], () => kiosk.start()),
    'session:cancel': trusted(kioskRequests['session:cancel'], () => kiosk.cancel()),
    'session:more-time': trusted(kioskRequests['session:more-time'], () => kiosk.moreTime()),
    'page:alive': trusted(kioskRequests['page:alive'], onAlive),
    'camera:opened': trusted(kioskRequests['camera:opened'], (camera) => kiosk.useCamera(camera)),
    'frame:offer': trusted(
      kioskRequests['frame:offer'],
      oneAtATime((offered: OfferedFrame) => kiosk.offer(receivedFrame(offered, clock()))),
    ),
    'access:present': trusted(kioskRequests['access:present'], (presented) =>
      kiosk.present(presented),
    ),
    'access:call': trusted(kioskRequests['access:call'], () => kiosk.callStaff()),
    'operator:ask': trusted(kioskRequests['operator:ask'], ({ ask }) => operator.ask(ask)),
  } satisfies Readonly<Record<KioskRequest, Handler>>;
  for (const [request, handler] of Object.entries(handlers)) ipc.handle(request, handler);
}

/** The one wrapper: only the top frame of our own page is heard, and only what its schema accepts goes on. */
function trusted<Schema extends z.ZodType>(
  schema: Schema,
  run: (input: z.infer<Schema>) => unknown,
): Handler {
  return async (event, input) => {
    const frame = event.senderFrame;
    if (frame === null || frame.parent !== null || !isOurs(frame.url)) {
      throw new Error('refused: not the kiosk’s page');
    }
    const parsed = schema.safeParse(input);
    if (!parsed.success) {
      throw new Error(`refused: ${parsed.error.issues[0]?.message ?? 'malformed'}`);
    }
    return await run(parsed.data);
  };
}

/** No queue of frames: one that comes while another is judged is refused, as on the socket. */
function oneAtATime<Input>(run: (input: Input) => Promise<void>): (input: Input) => Promise<void> {
  let inFlight = false;
  return async (input) => {
    if (inFlight) throw new Error('refused: a frame is in flight');
    inFlight = true;
    try {
      await run(input);
    } finally {
      inFlight = false;
    }
  };
}
