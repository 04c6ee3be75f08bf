// The kiosk's page and its socket on loopback, for one browser. Main process of the appliance.

import fastifyStatic from '@fastify/static';
import fastifyWebsocket from '@fastify/websocket';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { MAX_FRAME_SIDE, type BootSettings } from '#core/protocol/index.ts';
import { PAGE, pageHeaders } from '#electron/main/page-headers.ts';
import { servePage, type PageHost } from './kiosk-socket.ts';
import { LOGIN_PAGE, LOGIN_PATH, LOGIN_SCRIPT, LOGIN_SCRIPT_PATH } from './login-page.ts';
import { createLogin, loginCookieHeader } from './login.ts';

export interface ServerOptions extends PageHost {
  /** Asked for every page: settings change while the kiosk runs. */
  readonly boot: () => BootSettings;
  /** The folder of the built page. */
  readonly page: string;
  /** The demo camera's still, a JPEG; null outside a demo. */
  readonly demoSubject: Uint8Array | null;
  /** 0 lets the system choose. */
  readonly port: number;
}

export interface KioskServer extends AsyncDisposable {
  readonly origin: string;
  /** A token that lets one browser in, once. */
  readonly issueToken: () => string;
}

export async function createServer(options: ServerOptions): Promise<KioskServer> {
  const login = createLogin();
  const server = fastify({ bodyLimit: TOKEN_LIMIT, forceCloseConnections: true });
  const self = { host: '' };

  await server.register(fastifyWebsocket, { options: { maxPayload: LARGEST_MESSAGE } });
  // After the WebSocket plugin, whose own hook says which requests want to become a socket.
  server.addHook('onRequest', async (request, reply) => {
    void reply.headers(pageHeaders(`ws://${self.host}`));
    const refusal = refusalOf(request, self.host, login.accepts(request.headers.cookie));
    // Returning the reply ends the request here, the upgrade of a WebSocket included.
    if (refusal !== null) return reply.code(refusal.code).send({ error: refusal.error });
  });
  await server.register(fastifyStatic, {
    root: options.page,
    index: PAGE.index,
    cacheControl: false,
  });
  addLogin(server, login.exchange);
  addBoot(server, options);
  addSocket(server, options);

  await server.listen({ host: LOOPBACK, port: options.port });
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port to listen on');
  self.host = `${LOOPBACK}:${address.port}`;
  return {
    origin: `http://${self.host}`,
    issueToken: login.issue,
    [Symbol.asyncDispose]: () => server.close(),
  };
}

const LOOPBACK = '127.0.0.1';
const TOKEN_LIMIT = 1024;
/** An RGBA frame of the largest size, with its header. */
const LARGEST_MESSAGE = MAX_FRAME_SIDE * MAX_FRAME_SIDE * 4 + 8;
const TRY_AGAIN_LATER = 1013;

interface Refusal {
  readonly code: number;
  readonly error: string;
}

/** Who is let through: our own page, by the name we gave it (no DNS rebinding), from our own origin, with our cookie. */
function refusalOf(request: FastifyRequest, host: string, loggedIn: boolean): Refusal | null {
  if (request.headers.host !== host) return { code: 421, error: 'host' };
  const { origin } = request.headers;
  const mustSayOrigin = request.ws || !(request.method === 'GET' || request.method === 'HEAD');
  if (origin === undefined ? mustSayOrigin : origin !== `http://${host}`) {
    return { code: 403, error: 'origin' };
  }
  const { url } = request.routeOptions;
  if (url === LOGIN_PATH || url === LOGIN_SCRIPT_PATH) return null;
  return loggedIn ? null : { code: 401, error: 'login' };
}

function addLogin(server: FastifyInstance, exchange: (token: string) => string | null): void {
  server.get(LOGIN_PATH, (_request, reply) => reply.type('text/html').send(LOGIN_PAGE));
  server.get(LOGIN_SCRIPT_PATH, (_request, reply) =>
    reply.type('text/javascript').send(LOGIN_SCRIPT),
  );
  server.post(LOGIN_PATH, (request, reply) => {
    const cookie = typeof request.body === 'string' ? exchange(request.body) : null;
    if (cookie === null) return reply.code(401).send({ error: 'token' });
    return reply.header('set-cookie', loginCookieHeader(cookie)).code(204).send();
  });
}

function addBoot(server: FastifyInstance, { boot, demoSubject }: ServerOptions): void {
  server.get(PAGE.boot, (_request, reply) => reply.send(boot()));
  if (demoSubject === null) return;
  server.get(PAGE.demoSubject, (_request, reply) => reply.type('image/jpeg').send(demoSubject));
}

function addSocket(server: FastifyInstance, host: PageHost): void {
  let occupied = false;
  server.get('/kiosk', { websocket: true }, (socket) => {
    // One door, one page: whoever comes second waits until the first is gone.
    if (occupied) return socket.close(TRY_AGAIN_LATER, 'another page is open');
    occupied = true;
    socket.on('close', () => {
      occupied = false;
    });
    servePage(socket, host);
  });
}
