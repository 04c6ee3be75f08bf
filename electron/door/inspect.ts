// Whether a door's device is there, found out without moving it: for the doctor. CLI process.

import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import type { DoorSettings } from './settings.ts';

/** `warn` keeps nothing from working; `fail` keeps the door shut. */
export interface DoorFinding {
  readonly level: 'ok' | 'warn' | 'fail';
  /** What was found, and behind a semicolon what to do. */
  readonly line: string;
}

const CONNECT_MS = 2000;
const PORTS: Readonly<Record<string, number>> = {
  'http:': 80,
  'https:': 443,
  'mqtt:': 1883,
  'mqtts:': 8883,
};

/** Looks and knocks; sends nothing that a device could take for an order. */
export async function inspectDoor(settings: DoorSettings): Promise<DoorFinding> {
  const name = JSON.stringify(settings.id);
  switch (settings.driver) {
    case 'simulated':
      return {
        level: 'warn',
        line: `${name} is simulated: it prints its pulses, nothing moves; set door.driver`,
      };
    case 'http':
    case 'mqtt':
      return inspectHost(name, settings.url);
    case 'serial':
      return inspectLine(name, settings.path);
  }
}

async function inspectHost(name: string, url: URL): Promise<DoorFinding> {
  const fault = await knock(url);
  if (fault !== null) {
    return {
      level: 'fail',
      line: `${name}: ${url.host} does not answer (${fault}); see its cable and door.url`,
    };
  }
  const plain = url.protocol === 'http:' || url.protocol === 'mqtt:';
  return plain && !isLoopback(url.hostname)
    ? {
        level: 'warn',
        line: `${name}: ${url.host} answers, without TLS; keep it on a network of its own`,
      }
    : { level: 'ok', line: `${name}: ${url.host} answers` };
}

async function inspectLine(name: string, path: string): Promise<DoorFinding> {
  try {
    const found = await stat(path);
    if (!found.isCharacterDevice())
      return { level: 'fail', line: `${name}: ${path} is no device; set door.path` };
    await access(path, constants.R_OK | constants.W_OK);
    return { level: 'ok', line: `${name}: ${path} is there and may be written` };
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    return code === 'EACCES'
      ? {
          level: 'fail',
          line: `${name}: ${path} may not be written; add this user to the group dialout`,
        }
      : {
          level: 'fail',
          line: `${name}: ${path} is not there (${code}); plug the board in, or set door.path`,
        };
  }
}

/** Resolves with null when somebody listens, else with why not. */
function knock(url: URL): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const port = url.port === '' ? (PORTS[url.protocol] ?? 0) : Number(url.port);
  const socket = connect({ host: url.hostname.replace(/^\[|\]$/g, ''), port });
  socket.setTimeout(CONNECT_MS, () => resolve(`nothing in ${CONNECT_MS} ms`));
  socket.once('connect', () => resolve(null));
  socket.once('error', (error) => resolve('code' in error ? String(error.code) : error.message));
  return promise.finally(() => socket.destroy());
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || host.startsWith('127.');
