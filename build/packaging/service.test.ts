// The units that are supplied, checked by systemd's own verifier where there is one.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';

const UNITS = 'build/resources/systemd';
const isMissing = spawnSync('systemd-analyze', ['--version']).error !== undefined;

const read = (file: string): string => readFileSync(join(UNITS, file), 'utf8');
const unit = read('gatelight-kiosk.service');
const appliance = read('gatelight-kiosk.service.d/appliance.conf');

/** The verifier wants programs that are there; which they are is not its question. */
const runnable = (text: string): string =>
  text.replaceAll(/^ExecStart=\/.*$/gmu, 'ExecStart=/bin/true');

/** What the verifier says; nothing when it accepts. It accepts what it ignores, and says so. */
function complaints(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'gatelight-unit-')), 'gatelight-kiosk.service');
  writeFileSync(file, runnable(text));
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], {
    encoding: 'utf8',
  });
  return status === 0 ? stderr : `${stderr}exit ${status}`;
}

describe('the verifier of systemd', () => {
  beforeEach((context) => {
    if (isMissing) context.skip('no systemd-analyze');
  });

  it.each([
    ['the unit', unit],
    ['the unit with the appliance’s drop-in', `${unit}\n${appliance}`],
  ])('accepts %s', (_, text) => {
    expect(complaints(text)).toBe('');
  });

  it('does not accept just anything', () => {
    expect(complaints(unit.replace('WatchdogSec=10', 'WatchdogSec=soon'))).toContain('soon');
  });
});

describe('the systemd unit', () => {
  it('starts the kiosk again whatever happens, and watches it', () => {
    const lines = unit.split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'Type=notify',
        'NotifyAccess=all',
        'Restart=always',
        'RestartSec=1',
        'StartLimitIntervalSec=0',
      ]),
    );
    expect(unit).toMatch(/^WatchdogSec=\d+$/mu);
  });
});
