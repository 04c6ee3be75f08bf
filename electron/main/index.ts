// The entry of the Electron application. Main process.

import { app, protocol } from 'electron';
import { parseKioskArguments } from './kiosk-arguments.ts';
import { PAGE_SCHEME } from './page-origin.ts';
import { runElectron } from './run.ts';

const BAD_ARGUMENTS = 2;
const CRASHED = 70;

// All of this has to be said before Electron is ready.
app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
// The page asks the network for nothing; neither shall Chromium's own services.
app.commandLine.appendSwitch('disable-background-networking');
app.commandLine.appendSwitch('disable-component-update');
app.commandLine.appendSwitch('disable-domain-reliability');
app.commandLine.appendSwitch('disable-quic');
app.commandLine.appendSwitch('no-pings');
app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
app.commandLine.appendSwitch('autoplay-policy', 'no-user-gesture-required');
// On Linux the system's voices are asked for by a switch; the page uses local ones only.
app.commandLine.appendSwitch('enable-speech-dispatcher');

const args = parseKioskArguments(ownArguments(process.argv));
if (typeof args === 'string') {
  process.stderr.write(`${args}\n`);
  app.exit(BAD_ARGUMENTS);
} else {
  // Not awaited here: Electron is ready only once this module has run to its end.
  void runElectron(args).then(
    (code) => app.exit(code),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      app.exit(CRASHED);
    },
  );
}

/** What stands after the program, its switches and, unpackaged, the folder of the application. */
function ownArguments(argv: readonly string[]): readonly string[] {
  if (app.isPackaged) return argv.slice(1);
  const folder = argv.findIndex((argument, i) => i > 0 && !argument.startsWith('-'));
  return argv.slice(folder + 1);
}
