// `gatelight doctor`: is this machine ready to be a kiosk? One line a part, and what to do. CLI process.

import { existsSync, mkdirSync, statfsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { isVirtualDevice } from '#core/camera/index.ts';
import { findChromium } from '#electron/appliance/chromium.ts';
import { listenerAt } from './listener-at.ts';
import { openDecisionLog } from '#electron/decision-log/decision-log.ts';
import { createKeyStore, ownKeyId } from '#electron/decision-log/key-store.ts';
import { verifyLog } from '#electron/decision-log/verify.ts';
import { inspectDoor } from '#electron/door/inspect.ts';
import { createInProcessInference } from '#electron/inference/in-process.ts';
import { listKernelCameras } from '#electron/main/kernel-cameras.ts';
import { readSettings } from '#electron/main/settings.ts';
import { EXIT, type CliIo, type ExitCode } from './io.ts';

/** `warn` is worth knowing and keeps nothing from working; `fail` keeps the kiosk from working. */
interface Finding {
  readonly part: string;
  readonly level: 'ok' | 'warn' | 'fail';
  /** What was found, and behind a semicolon what to do. */
  readonly line: string;
}

const ok = (part: string, line: string): Finding => ({ part, level: 'ok', line });
const warn = (part: string, line: string): Finding => ({ part, level: 'warn', line });
const fail = (part: string, line: string): Finding => ({ part, level: 'fail', line });

const MIB = 2 ** 20;
/** A year of decisions is a few hundred MiB; below this a full disk is near, and then no door opens. */
const LOW_DISK_MIB = 512;

/** Exit 0 when nothing fails, 1 otherwise. Reads and tries; writes only what a start of the kiosk would create. */
export async function runDoctor(
  dataFolder: string,
  io: CliIo,
  signal: AbortSignal,
): Promise<ExitCode> {
  const findings = [
    versions(),
    await models(signal),
    camera(),
    ...storage(dataFolder),
    await door(dataFolder),
    ...(await api(dataFolder)),
    program(
      'video',
      'ffmpeg',
      ['-version'],
      'apt-get install ffmpeg (needed for recorded video only)',
    ),
    window(),
  ];
  for (const { part, level, line } of findings) {
    io.out(`${level.padEnd(4)}  ${part.padEnd(8)}  ${line}`);
  }
  return findings.some(({ level }) => level === 'fail') ? EXIT.no : EXIT.yes;
}

function versions(): Finding {
  return ok('versions', `Node ${process.versions.node}, ${process.platform} ${process.arch}`);
}

async function models(signal: AbortSignal): Promise<Finding> {
  try {
    await using inference = createInProcessInference({ detectorSide: 320 });
    const hashes = await inference.ready(signal);
    return ok('models', `${Object.keys(hashes).length} models, each with the manifest's SHA-256`);
  } catch (cause) {
    return fail('models', reason(cause));
  }
}

function camera(): Finding {
  const devices = listKernelCameras();
  if (devices === null)
    return warn('camera', 'cannot be looked for on this system; try: npm start');
  if (devices.length === 0)
    return warn('camera', 'none found; plug one in (the demo needs none: npm run demo)');
  const list = devices
    .map((device) => {
      const kind = isVirtualDevice(device) ? ', virtual' : '';
      return `${JSON.stringify(device.name)} (/dev/${device.node}${kind})`;
    })
    .join(', ');
  return devices.every(isVirtualDevice)
    ? warn('camera', `${list}; the kiosk refuses virtual cameras: plug in a real one`)
    : ok('camera', list);
}

function storage(dataFolder: string): readonly Finding[] {
  const log = join(dataFolder, 'decisions.sqlite');
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    openDecisionLog(log)[Symbol.dispose]();
    const { bavail, bsize } = statfsSync(dataFolder);
    const freeMib = Math.floor((bavail * bsize) / MIB);
    const disk = `${freeMib} MiB free for ${dataFolder}`;
    return [
      ok('log', 'the decision log opens and takes entries'),
      ...chain(log, dataFolder),
      freeMib < LOW_DISK_MIB ? warn('disk', `${disk}; make room`) : ok('disk', disk),
    ];
  } catch (cause) {
    return [fail('log', reason(cause))];
  }
}

function chain(log: string, dataFolder: string): readonly Finding[] {
  const { warning } = createKeyStore(dataFolder, null);
  const { tampering, entries, keyId } = verifyLog(log, {
    mirror: [],
    keyId: ownKeyId(dataFolder),
    everySignature: false,
  });
  return [
    tampering === null
      ? ok('chain', `${entries} entries, each follows the one before it`)
      : fail('chain', `${tampering.what}; keep a copy and run: gatelight log verify`),
    warning === null
      ? ok('keys', `the log is signed with ${keyId ?? 'no key'}`)
      : warn('keys', warning),
  ];
}

async function door(dataFolder: string): Promise<Finding> {
  const settings = await readSettings(join(dataFolder, 'settings.json'));
  if (typeof settings === 'string') return fail('door', settings);
  return { part: 'door', ...(await inspectDoor(settings.door)) };
}

/** Nothing where the settings have none. */
async function api(dataFolder: string): Promise<readonly Finding[]> {
  const settings = await readSettings(join(dataFolder, 'settings.json'));
  if (typeof settings === 'string' || !settings.api.enabled) return [];
  const { port } = settings.api;
  const where = `127.0.0.1:${port}`;
  switch (await listenerAt(port)) {
    case 'nobody':
      return [ok('api', `${where} is free; the kiosk will answer there`)];
    case 'gatelight':
      return [ok('api', `${where} answers`)];
    case 'another':
      return [
        warn(
          'api',
          `${where} is another program's; choose another port (api.port in settings.json)`,
        ),
      ];
  }
}

function program(part: string, command: string, args: readonly string[], remedy: string): Finding {
  const { error, stdout } = spawnSync(command, [...args], { encoding: 'utf8', timeout: 5000 });
  if (error !== undefined) return warn(part, `${command} was not found; ${remedy}`);
  return ok(part, stdout.split('\n')[0]?.split(' Copyright')[0] ?? command);
}

function window(): Finding {
  const electron = createRequire(import.meta.url).resolve('electron/package.json');
  if (existsSync(join(dirname(electron), 'dist'))) return ok('window', 'Electron');
  const chromium = findChromium(process.env);
  return chromium === null
    ? fail('window', 'neither Electron nor Chromium was found; apt-get install chromium')
    : ok('window', `${chromium} (Electron's binary is not installed)`);
}

const reason = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
