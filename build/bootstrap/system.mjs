// Chromium and ffmpeg, and what tests talk to, from the distribution: installed when apt may, else the exact line is printed. Plain Node 20, no dependency.

import { BootstrapError } from './errors.mjs';
import { findProgram, runProgram } from './programs.mjs';

/** @import { Report } from './report.mjs' */
/** @import { Stamps } from './stamps.mjs' */

const WANTED = [
  {
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    debian: 'chromium',
    what: 'Chromium, the window of the appliance, the demo and the browser tests',
  },
  { names: ['ffmpeg'], debian: 'ffmpeg', what: 'ffmpeg, which reads recorded video' },
];

/** Tests of doors talk to the real thing; where it is missing they are skipped and say so. */
const FOR_TESTS = [
  { names: ['socat'], debian: 'socat', what: 'socat, the line on which tests have a relay' },
  {
    // Debian's lies where only the superuser's PATH looks.
    names: ['mosquitto', '../sbin/mosquitto'],
    debian: 'mosquitto',
    what: 'mosquitto, the broker of the tests',
  },
];

/**
 * @typedef {object} ProgramsTask
 * @property {boolean} required whether the command that follows cannot do without
 * @property {Report} report
 * @property {Stamps} stamps
 * @property {boolean} [root] whether this user may call apt
 */

/** @param {ProgramsTask} task */
export function ensurePrograms(task) {
  return ensure(WANTED, task);
}

/** @param {Omit<ProgramsTask, 'required'>} task */
export function ensureTestPrograms(task) {
  return ensure(FOR_TESTS, { ...task, required: false });
}

/**
 * @param {typeof WANTED} programs
 * @param {ProgramsTask} task
 */
async function ensure(programs, { required, report, stamps, root = process.getuid?.() === 0 }) {
  const wanted = missing(programs).map(({ debian }) => debian);
  if (wanted.length === 0) return;
  if (root) await install(wanted, report, stamps);
  const still = missing(programs);
  if (still.length === 0) return;
  const line = `apt-get install -y ${still.map(({ debian }) => debian).join(' ')}`;
  const told = `Not found: ${still.map(({ what }) => what).join('; ')}. Install with: ${root ? '' : 'sudo '}${line}`;
  if (required) throw new BootstrapError(told);
  report.say(told);
}

/**
 * @param {readonly string[]} packages
 * @param {Report} report
 * @param {Stamps} stamps
 */
async function install(packages, report, stamps) {
  const attempt = `apt ${packages.join(' ')}`;
  if (findProgram(['apt-get']) === undefined || stamps.failedLately(attempt)) return;
  report.say(`Installing ${packages.join(' and ')} with apt …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const line = ['install', '-y', '-q', '--no-install-recommends', ...packages];
  const done =
    (await runProgram('apt-get', ['update', '-q'], { env })) &&
    (await runProgram('apt-get', line, { env }));
  if (!done) stamps.rememberFailure(attempt);
}

/** @param {typeof WANTED} programs */
function missing(programs) {
  return programs.filter(({ names }) => findProgram(names) === undefined);
}
