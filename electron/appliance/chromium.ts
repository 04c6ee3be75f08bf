// The system's Chromium as the kiosk's window: where it is and how it is started. Main process of the appliance.

import { accessSync, constants } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

type Environment = Readonly<Record<string, string | undefined>>;

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'] as const;

/** `$GATELIGHT_CHROMIUM`, else the first on the PATH; null when there is none. */
export function findChromium(env: Environment): string | null {
  const chosen = env['GATELIGHT_CHROMIUM'];
  if (chosen !== undefined && chosen !== '') return isProgram(chosen) ? chosen : null;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find(isProgram) ?? null;
}

export interface WindowOptions {
  /** The folder of Chromium's own state: never that of the user's browser. */
  readonly profile: string;
  /** The file that carries the token. */
  readonly launcher: string;
  readonly headless: boolean;
  /** Root's Chromium cannot be sandboxed. */
  readonly sandboxed: boolean;
}

export function chromiumArguments(options: WindowOptions): readonly string[] {
  const { profile, launcher, headless, sandboxed } = options;
  return [
    `--user-data-dir=${profile}`,
    ...(headless ? ['--headless=new', `--window-size=${HEADLESS_SIZE}`] : ['--kiosk']),
    ...(sandboxed ? [] : ['--no-sandbox']),
    // Obeys whoever holds its file descriptors 3 and 4, and ends when they are closed: that is this process alone.
    '--remote-debugging-pipe',
    ...QUIET,
    ...PLAIN,
    `--app=${pathToFileURL(launcher).href}`,
  ];
}

const HEADLESS_SIZE = '1280,800';

/** Chromium calls home by itself for components, variations, safe browsing, sync, crash reports and guesses about pages. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-domain-reliability',
  '--disable-breakpad',
  '--disable-client-side-phishing-detection',
  '--disable-field-trial-config',
  '--no-pings',
  '--disable-features=MediaRouter,OptimizationHints,Translate,AutofillServerCommunication,InterestFeedContentSuggestions',
  // Whatever the flags above miss has no address to go to: no name but our own is ever resolved.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
] as const;

/** A kiosk has no bubbles, no gestures that leave the page, no extensions, and no keyring to be asked for. */
const PLAIN = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-pinch',
  '--disable-print-preview',
  '--block-new-web-contents',
  '--overscroll-history-navigation=0',
  '--noerrdialogs',
  '--hide-crash-restore-bubble',
  '--password-store=basic',
  '--autoplay-policy=no-user-gesture-required',
  // On Linux the system's voices are asked for by a flag; the page uses local ones only.
  '--enable-speech-dispatcher',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
] as const;

const ALLOW = 1;
const BLOCK = 2;

/**
 * Grants the camera, to our origin alone, in the profile's preferences. The flags that would spare the prompt
 * (`--use-fake-ui-for-media-stream`, `--auto-accept-camera-and-microphone-capture`) grant every device to every page.
 * Measured: the camera opens without a prompt, the microphone is refused.
 */
export async function writeProfile(profile: string, origin: string): Promise<void> {
  const preferences = {
    profile: {
      content_settings: {
        exceptions: { media_stream_camera: { [`${origin},*`]: { setting: ALLOW } } },
      },
      default_content_setting_values: {
        media_stream_camera: BLOCK,
        media_stream_mic: BLOCK,
        geolocation: BLOCK,
        notifications: BLOCK,
      },
    },
  };
  await mkdir(join(profile, 'Default'), { recursive: true, mode: 0o700 });
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences), {
    mode: 0o600,
  });
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
