// Makes a fresh clone ready: packages, models and samples, browser and ffmpeg, Electron's binary. Plain Node 20, no dependency.
// `npm start`, `npm run demo` and `npm test` run it first; when nothing is missing it takes a fraction of a second.
// Everything it says goes to stderr: stdout belongs to the command that follows.

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ensureAssets } from './bootstrap/assets.mjs';
import { ensureElectron } from './bootstrap/electron.mjs';
import { BootstrapError } from './bootstrap/errors.mjs';
import { readManifest } from './bootstrap/manifest.mjs';
import { ensurePackages } from './bootstrap/packages.mjs';
import { createReport } from './bootstrap/report.mjs';
import { openStamps } from './bootstrap/stamps.mjs';
import { ensurePrograms, ensureTestPrograms } from './bootstrap/system.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const report = createReport(process.stderr);
const stamps = openStamps(join(root, 'dist/bootstrap.json'), {
  // What failed today is not tried at every start; `npm run bootstrap -- --retry` tries at once.
  forgetFailures: process.argv.includes('--retry'),
});

try {
  await ensurePackages({ root, report });
  await ensureAssets({
    manifest: readManifest(join(root, 'models/manifest.json')),
    root,
    extraRoot: process.env['GATELIGHT_ASSETS'],
    report,
    stamps,
  });
  // Without a browser the demo and the tests cannot begin; a kiosk may still have Electron.
  const command = process.env['npm_lifecycle_event'];
  await ensurePrograms({ required: command === 'demo' || command === 'test', report, stamps });
  if (command === 'test') await ensureTestPrograms({ report, stamps });
  const electron = await ensureElectron({ root, report, stamps });
  if (electron.kind === 'absent' && electron.news)
    report.say(
      `Electron's binary cannot be had here (${electron.why}): the kiosk runs as the appliance. Tried again tomorrow, or by: npm run bootstrap -- --retry`,
    );
} catch (error) {
  if (!(error instanceof BootstrapError)) throw error;
  report.say(error.message);
  process.exitCode = 1;
} finally {
  stamps.save();
}
