// Makes this platform's installers in dist/packages: `npm run pack`. Node, development only.
// Exits with 3 where Electron's binary cannot be had, because there is nothing to package then.

import { build } from 'electron-builder';

import { ensureBuilt } from './app/ensure-built.mjs';
import { findElectron } from './app/host.mjs';
import { PARTS } from './app/parts.mjs';
import { ensureElectron } from './bootstrap/electron.mjs';
import { createReport } from './bootstrap/report.mjs';
import { openStamps } from './bootstrap/stamps.mjs';
import { configuration } from './packaging/configuration.mjs';

const root = process.cwd();
// Asked for by name, so a failure of earlier today is no reason not to try.
const stamps = openStamps('dist/bootstrap.json', { forgetFailures: true });
const answer = await ensureElectron({ root, report: createReport(process.stderr), stamps });
stamps.save();

if (answer.kind === 'absent' || findElectron(root) === undefined) {
  console.error(
    `Nothing was packaged: Electron's binary cannot be had here (${answer.kind === 'absent' ? answer.why : 'it is incomplete'})`,
  );
  process.exitCode = 3;
} else if (!(await ensureBuilt(PARTS))) {
  process.exitCode = 1;
} else {
  const files = await build({
    projectDir: root,
    // The binary that was just verified, instead of a second download.
    config: { ...configuration, electronDist: 'node_modules/electron/dist' },
  });
  for (const file of files) console.log(file);
}
