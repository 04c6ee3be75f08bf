// The API's server on loopback: the checks that all contracts share, and one plugin a contract. Main process of the API.

import { randomUUID } from 'node:crypto';
import fastifyRateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { ApiFault, faultOf } from './api-fault.ts';
import { addCheckJson } from './check-json.ts';
import { refuseBytes } from './client-error.ts';
import { addFaces, type FacesOptions } from './faces.ts';
import { addForms } from './forms.ts';
import {
  API_LIMITS,
  boundBodies,
  boundConnections,
  LARGEST_BODY,
  type ApiLimits,
} from './limits.ts';
import { strangerOf } from './loopback.ts';
import { openApi } from './openapi.ts';
import { addPhysicalAccess } from './physical-access.ts';
import type { SessionsPort } from './ports.ts';
import { registerFault } from './register-fault.ts';
import { addSessionSocket, openSockets } from './session-socket.ts';
import { addTryItPage } from './try-it-page.ts';
import { addVideoInference } from './video-inference.ts';

export interface ApiServerOptions extends FacesOptions {
  readonly sessions: SessionsPort;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Requests a minute that one key may make. */
  readonly perMinute: number;
  /** Those of the product, unless told otherwise. */
  readonly limits?: Partial<ApiLimits>;
  /** A request that failed here: the cause, for the operator's eyes. Never holds a credential. */
  readonly onFault: (request: string, cause: unknown) => void;
}

export interface ApiServer extends AsyncDisposable {
  readonly origin: string;
}

const LOOPBACK = '127.0.0.1';

export async function createApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const limits = { ...API_LIMITS, ...options.limits };
  const server = fastify({
    bodyLimit: LARGEST_BODY,
    genReqId: newRequestId,
    http: { headersTimeout: limits.headMs, connectionsCheckingInterval: limits.everyMs },
    requestTimeout: limits.requestMs,
    connectionTimeout: limits.idleMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: true,
    // Fields that nobody knows, whatever they are called.
    onProtoPoisoning: 'remove',
    onConstructorPoisoning: 'remove',
    clientErrorHandler: (cause, socket) => refuseBytes(cause, socket, newRequestId()),
    frameworkErrors(cause, request, reply) {
      void sendFault(faultOf(cause, request), reply.headers(headersOf(request.id)));
    },
  });
  boundConnections(server.server, limits);
  const self = { port: 0, origin: '' };

  await openSockets(server);
  server.decorateRequest('apiKey', '');
  server.decorateRequest('isRead', false);
  server.addHook('onRequest', async (request, reply) => {
    void reply.headers(headersOf(request.id));
    const stranger = strangerOf(request, self.port);
    // Returning the reply ends the request here, the upgrade of a WebSocket included.
    if (stranger !== null) return sendFault(stranger, reply);
  });
  boundBodies(server, limits, options.engine.judge.waitSeconds);
  server.addHook('preHandler', async (request) => {
    request.isRead = true;
  });
  server.addHook('onError', async (request, _reply, cause) => {
    const { status } = faultOf(registerFault(cause), request);
    if (status >= 500) options.onFault(request.id, cause.cause ?? cause);
  });
  server.setErrorHandler((cause, request, reply) => sendFault(faultOf(cause, request), reply));
  server.setNotFoundHandler((_request, reply) =>
    sendFault(new ApiFault(404, 'NOT_FOUND', 'no such route'), reply),
  );
  await addForms(server);
  await server.register(fastifyRateLimit, {
    max: options.perMinute,
    timeWindow: '1 minute',
    // After the contract's own hook, which knows whose key it is.
    hook: 'preHandler',
    keyGenerator: ({ apiKey }) => apiKey,
    errorResponseBuilder: (_request, { ttl }) => {
      const seconds = Math.ceil(ttl / 1000);
      return new ApiFault(429, 'RATE_LIMITED', `too many requests; wait ${seconds} s`, {
        retryAfterSeconds: seconds,
      });
    },
  });
  for (const contract of [
    addFaces,
    addSessionSocket,
    addCheckJson,
    addPhysicalAccess,
    addVideoInference,
  ]) {
    await server.register(async (scope: FastifyInstance) => contract(scope, options, limits));
  }

  await addTryItPage(server);
  server.get('/openapi.json', { config: { rateLimit: false } }, () => openApi(self.origin));

  await server.listen({ host: LOOPBACK, port: options.port });
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port to listen on');
  self.port = address.port;
  self.origin = `http://${LOOPBACK}:${address.port}`;
  return {
    origin: self.origin,
    [Symbol.asyncDispose]: () => server.close(),
  };
}

const KEEP_ALIVE_MS = 5000;

const newRequestId = (): string => `req_${randomUUID()}`;

const headersOf = (request: string) => ({
  'x-request-id': request,
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
});

function sendFault(fault: ApiFault, reply: FastifyReply): FastifyReply {
  const { status, code, message, retryAfterSeconds } = fault;
  if (retryAfterSeconds !== null) void reply.header('retry-after', retryAfterSeconds);
  return reply.code(status).send({ success: false, error: { code, message } });
}
