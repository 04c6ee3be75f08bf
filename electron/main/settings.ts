// The operator's settings, main side only: no page and no request can name a door. Main process.

import { readFile } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { IDENTITY_DEMANDS } from '#core/identity/index.ts';
import { locale, MAX_CAMERA_WORD, speech } from '#core/protocol/index.ts';
import { doorSettings } from '#electron/door/settings.ts';
import { snapshotSettings } from '#electron/snapshots/settings.ts';

const camera = z.strictObject({
  /** The one camera of this door, by the name that the kiosk prints when it opens one. */
  pinned: z
    .strictObject({
      label: z.string().min(1).max(MAX_CAMERA_WORD),
      /** Stands for one device only as long as the browser's profile and the page's origin stay the same. */
      deviceId: z.string().min(1).max(MAX_CAMERA_WORD).nullable().default(null),
    })
    .nullable()
    .default(null),
  /** An override: whoever feeds a virtual camera decides what the kiosk sees. Said at the start and in every decision. */
  allowVirtual: z.boolean().default(false),
});

const policy = z.strictObject({
  /** `strict`: both models must agree before anybody is bona fide. Fewer instruments pass, and more people are asked again. */
  fusion: z.enum(['balanced', 'strict']).default('balanced'),
  /** `allowed`: who wears one over nose and mouth is judged by the rest of the face, and the decision says so. */
  medicalMask: z.enum(['refused', 'allowed']).default('refused'),
});

/** The API enrols into the same register; a door asks one of its collections. */
const identity = z.strictObject({
  /** Beside liveness, which always comes first: nothing, who of all it is, or that it is whom a badge or PIN says. */
  require: z.enum(IDENTITY_DEMANDS).default('liveness'),
  /** By its name. The console enrols into it, and makes it when there is none. */
  collection: z.string().min(1).max(128).default('people'),
  /** Whoever is enrolled here is deleted after so long; null keeps them until somebody does. */
  retentionDays: z.int().min(1).max(36_500).nullable().default(365),
});

const log = z.strictObject({
  /** A file on another disk or a file share that gets the log's checkpoints. */
  mirror: z.string().refine(isAbsolute, 'an absolute path is needed').nullable().default(null),
  /** Older decisions are removed at the kiosk's start; null keeps them all. */
  retentionDays: z.int().min(1).max(36_500).nullable().default(null),
});

const api = z.strictObject({
  /** Serves the API beside the kiosk, on loopback. */
  enabled: z.boolean().default(false),
  port: z.int().min(1).max(65_535).default(7420),
  /** Hosts, as `host` or `host:port`, that media may be fetched from when a request names an address. None by default. */
  allowedHosts: z
    .array(z.string().regex(/^[^\s/@]+$/u, 'must be a host, such as media.example:8443'))
    .max(64)
    .default([]),
  /** Requests a minute that one key may make. */
  perMinute: z.int().min(1).max(100_000).default(600),
});

/** Strict: a misspelt key is refused rather than quietly ignored. */
export const settings = z.strictObject({
  door: doorSettings.prefault({}),
  camera: camera.prefault({}),
  policy: policy.prefault({}),
  identity: identity.prefault({}),
  log: log.prefault({}),
  snapshots: snapshotSettings.prefault({}),
  api: api.prefault({}),
  locale: locale.default('en'),
  /** `off` where a screen reader speaks already, or where nothing may be heard. */
  speech: speech.default('on'),
});
export type Settings = z.infer<typeof settings>;

/** Reads `settings.json`; no file means defaults. Returns one line that says what is wrong with a file that is not settings. */
export async function readSettings(file: string): Promise<Settings | string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => absentOr(error));
  if (typeof text !== 'string') return `${file}: ${text.message}`;
  const parsed = settings.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.');
  return `${file}: ${where === undefined || where === '' ? '' : `${where}: `}${issue?.message ?? 'malformed'}`;
}

const NO_SETTINGS = '{}';

/** A folder that is none at all cannot hold settings either; that it takes no log is found out, and said, by the log. */
const absentOr = (error: unknown): string | Error => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return NO_SETTINGS;
  return error instanceof Error ? error : new Error('unreadable', { cause: error });
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
