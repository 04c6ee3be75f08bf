// Serves the built page to Electron's window under `gatelight://kiosk/`: no file:// page, no port. Main process.

import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { BootSettings } from '#core/protocol/index.ts';
import { PAGE, pageHeaders } from './page-headers.ts';
import { isOurs } from './page-origin.ts';

export interface PageFiles {
  /** The folder of the built page. */
  readonly page: string;
  /** The demo camera's still, a JPEG; null outside a demo. */
  readonly demoSubject: Uint8Array<ArrayBuffer> | null;
  readonly boot: BootSettings;
}

/** The handler for `protocol.handle`: a file of the page's folder, or a refusal. */
export async function servePageFile(request: Request, files: PageFiles): Promise<Response> {
  if (!isOurs(request.url)) return refuse(403);
  if (request.method !== 'GET') return refuse(405);
  const path = decodePath(new URL(request.url).pathname);
  if (path === null) return refuse(400);
  if (path === PAGE.boot) return answer(JSON.stringify(files.boot), '.json');
  if (path === PAGE.demoSubject && files.demoSubject !== null) {
    return answer(files.demoSubject, '.jpg');
  }
  const file = fileIn(files.page, path);
  if (file === null) return refuse(404);
  return readFile(file).then(
    (bytes) => answer(bytes, extname(file)),
    () => refuse(404),
  );
}

/** Null for a path that cannot be decoded, and for one that a file system would read otherwise than we do. */
function decodePath(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname);
    return path.includes('\0') || path.includes('\\') ? null : path;
  } catch {
    return null;
  }
}

/** Null when the path leads out of the folder; `..` may have come encoded, past the URL parser. */
function fileIn(folder: string, path: string): string | null {
  const file = join(folder, path === '/' ? PAGE.index : path);
  return file.startsWith(folder + sep) ? file : null;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
};
const BYTES = 'application/octet-stream';

const answer = (body: string | Uint8Array<ArrayBuffer>, extension: string): Response =>
  new Response(body, {
    headers: { ...pageHeaders(null), 'content-type': TYPES[extension] ?? BYTES },
  });

const refuse = (status: number): Response =>
  new Response(null, { status, headers: pageHeaders(null) });
