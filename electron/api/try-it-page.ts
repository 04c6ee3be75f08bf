// The page at `/`, on which anybody at this machine tries the API: files that are served as they are. Main process of the API.

import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';

const FILES = [
  { path: '/', file: 'index.html', type: 'text/html; charset=utf-8' },
  { path: '/try-it.css', file: 'try-it.css', type: 'text/css; charset=utf-8' },
  { path: '/try-it.js', file: 'try-it.js', type: 'text/javascript; charset=utf-8' },
  { path: '/at.js', file: 'at.js', type: 'text/javascript; charset=utf-8' },
  { path: '/picture.js', file: 'picture.js', type: 'text/javascript; charset=utf-8' },
  { path: '/session.js', file: 'session.js', type: 'text/javascript; charset=utf-8' },
] as const;

/** Nothing of another origin, nothing inline, no frame around it. `ws:` by its own address: some browsers do not count it as 'self'. */
const policyFor = (host: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    'img-src blob: data:',
    'media-src blob:',
    `connect-src 'self' ws://${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

export async function addTryItPage(server: FastifyInstance): Promise<void> {
  for (const { path, file, type } of FILES) {
    const bytes = await readFile(new URL(`./page/${file}`, import.meta.url));
    server.get(path, { config: { rateLimit: false } }, ({ headers }, reply) =>
      reply
        .headers({
          'content-security-policy': policyFor(headers.host ?? ''),
          'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
          'cross-origin-opener-policy': 'same-origin',
        })
        .type(type)
        .send(bytes),
    );
  }
}
