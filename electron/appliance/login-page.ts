// The two small pages that carry the one-time token from a private file into the browser. Main process of the appliance.

import { rm, writeFile } from 'node:fs/promises';

/**
 * Writes the file that Chromium is started on. It is readable by this user alone, so that the token stands on no command
 * line; and it hands the token over behind the `#`, which no server is sent and no log keeps.
 */
export async function writeLauncher(file: string, origin: string, token: string): Promise<void> {
  const target = `${origin}${LOGIN_PATH}#${token}`;
  const page = `<!doctype html><meta charset="utf-8"><title>Gatelight</title><meta http-equiv="refresh" content="0; url=${target}">\n`;
  // Never into a file that somebody else made first, with permissions of their own.
  await rm(file, { force: true });
  await writeFile(file, page, { mode: 0o600, flag: 'wx' });
}

export const LOGIN_PATH = '/login';
export const LOGIN_SCRIPT_PATH = '/login.js';

export const LOGIN_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Gatelight</title>
<script type="module" src="${LOGIN_SCRIPT_PATH}"></script>
<p id="state"></p>
</html>
`;

/** Posts the token from our own origin and drops it from the address before anything else. */
export const LOGIN_SCRIPT = `const token = location.hash.slice(1);
history.replaceState(null, '', '${LOGIN_PATH}');
const answer = await fetch('${LOGIN_PATH}', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: token });
if (answer.ok) location.replace('/');
else document.getElementById('state').textContent = 'This page has been opened before. Restart the kiosk.';
`;
