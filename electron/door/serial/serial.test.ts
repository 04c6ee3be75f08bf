import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { DoorFault } from '#core/access/index.ts';
import { createDoor, type Door } from '../index.ts';
import { doorSettings } from '../settings.ts';
import {
  asciiFirmware,
  brokenFirmware,
  hasSocat,
  lcusFirmware,
  muteFirmware,
  startBoard,
  stuckFirmware,
  type Line,
} from '../testing/relay-board.ts';

const KILLS = 20;
/**
 * The dead-man hears of a death at once, and a quiet machine needs less than half a second. A slow day is no fault of the door's: what
 * counts is that the relay does not wait for the end of its pulse, which is 30 s away.
 */
const BOUND_MS = 5000;
const soon = (): AbortSignal => AbortSignal.timeout(30_000);

interface SaidDoor extends Door {
  readonly lines: readonly string[];
  readonly alarms: readonly string[];
}

function doorOn(line: Line, more: object = {}): SaidDoor {
  const lines: string[] = [];
  const alarms: string[] = [];
  const settings = doorSettings.parse({
    driver: 'serial',
    path: line.path,
    board: { protocol: 'lcus' },
    ...more,
  });
  const door = createDoor({
    settings,
    pulsesFile: '',
    onAlarm: ({ code }) => alarms.push(code),
    print: (said) => lines.push(said),
    now: () => new Date(),
  });
  return { ...door, lines, alarms };
}

const readyDoor = async (line: Line, more: object = {}): Promise<ReturnType<typeof doorOn>> => {
  const door = doorOn(line, more);
  for (let waited = 0; !door.lines.includes('door front: ready') && waited < 8000; waited += 10) {
    await sleep(10);
  }
  return door;
};

const faultOf = (pulse: Promise<void>): Promise<unknown> =>
  pulse.then(
    () => null,
    (fault: unknown) => (fault instanceof DoorFault ? fault.code : fault),
  );

describe('a serial relay on a real line', () => {
  beforeEach((context) => {
    if (!hasSocat) context.skip('no socat to make a pair of terminals: apt-get install socat');
  });

  it('is told off before anything else', async () => {
    await using line = await startBoard(lcusFirmware);
    await using door = await readyDoor(line);
    expect(door.lines).toEqual(['door front: ready']);
    expect(line.moves.map(({ to }) => to)).toEqual(['off']);
  });

  it.each([
    ['LCUS frames', lcusFirmware, {}],
    ['LCUS frames and no answer', muteFirmware, { board: { protocol: 'lcus', status: 'none' } }],
    ['ASCII commands', asciiFirmware, { channel: 3, board: { protocol: 'ascii' } }],
  ])('is on for as long as the pulse lasts: %s', async (_, firmware, more) => {
    await using line = await startBoard(firmware);
    await using door = await readyDoor(line, more);
    await door.pulse({ decisionId: 'd1', pulseMs: 400 }, soon());
    const off = await line.until('off', 2, 400 + BOUND_MS);
    expect(line.moves.map(({ to }) => to)).toEqual(['off', 'on', 'off']);
    const lasted = off - (line.moves[1]?.at ?? 0);
    expect(lasted).toBeGreaterThan(380);
    expect(lasted).toBeLessThan(400 + BOUND_MS);
  });

  it('takes one pulse at a time, and the next when it has ended', async () => {
    await using line = await startBoard(lcusFirmware);
    await using door = await readyDoor(line);
    await door.pulse({ decisionId: 'd1', pulseMs: 300 }, soon());
    expect(await faultOf(door.pulse({ decisionId: 'd2', pulseMs: 300 }, soon()))).toBe('busy');
    await line.until('off', 2, 2000);
    // The board has yet to say that it is off; an order that was refused is not given again.
    let orders = 2;
    const next = () => ({ decisionId: `d${(orders += 1)}`, pulseMs: 300 });
    await expect.poll(() => faultOf(door.pulse(next(), soon()))).toBe(null);
  });

  it.each([
    ['says nothing of its relay', muteFirmware],
    ['says that its relay stayed off', brokenFirmware],
  ])('is a fault when the board %s, and is told off again', async (_, firmware) => {
    // At boot it answers as it should.
    let present = lcusFirmware;
    await using line = await startBoard((heard, relay) => present(heard, relay));
    await using door = await readyDoor(line);
    present = firmware;
    const fault = await faultOf(door.pulse({ decisionId: 'd1', pulseMs: 20_000 }, soon()));
    expect(fault).toBe('unconfirmed');
    await line.until('off', 2, BOUND_MS);
  });

  it('is not ready while the board does not say that its relay is off', async () => {
    await using line = await startBoard(muteFirmware);
    await using door = doorOn(line);
    await sleep(2500);
    expect(await faultOf(door.pulse({ decisionId: 'd1', pulseMs: 300 }, soon()))).toBe(
      'unreachable',
    );
    expect(line.moves.filter(({ to }) => to === 'on')).toEqual([]);
  });

  it('is an alarm when the relay does not let go, and is told off again and again', async () => {
    await using line = await startBoard(stuckFirmware);
    await using door = await readyDoor(line);
    await door.pulse({ decisionId: 'd1', pulseMs: 200 }, soon());
    await expect.poll(() => door.alarms, { timeout: 30_000 }).toEqual(['held-open']);
    // Off at boot, on, and three times off: each left it on.
    expect(line.moves.length).toBeGreaterThanOrEqual(5);
  });

  it('goes off when the order is withdrawn', async () => {
    await using line = await startBoard((heard, relay) => {
      const said = lcusFirmware(heard, relay);
      // Its answer never comes once it is on.
      return said === null || relay === 'off' ? said : { ...said, answer: '' };
    });
    await using door = await readyDoor(line);
    const fault = faultOf(
      door.pulse({ decisionId: 'd1', pulseMs: 20_000 }, AbortSignal.timeout(50)),
    );
    expect(await fault).toBe('timed-out');
    await line.until('off', 2, BOUND_MS);
  });

  it('goes off when the kiosk shuts down in the middle of a pulse', async () => {
    await using line = await startBoard(lcusFirmware);
    const door = await readyDoor(line);
    await door.pulse({ decisionId: 'd1', pulseMs: 20_000 }, soon());
    await door[Symbol.asyncDispose]();
    expect(line.moves.at(-1)?.to).toBe('off');
  });

  it(
    'goes off soon after the dead-man itself was killed or hangs',
    { timeout: 60_000 },
    async () => {
      for (const [signal, pulseMs, bound] of [
        ['SIGKILL', 20_000, 3000],
        ['SIGSTOP', 200, 6000],
      ] as const) {
        await using line = await startBoard(lcusFirmware);
        await using door = await readyDoor(line);
        const [deadMan] = await childrenOf(process.pid, 'dead-man');
        if (deadMan === undefined) throw new Error('no dead-man');
        await door.pulse({ decisionId: 'd1', pulseMs }, soon());
        process.kill(deadMan, signal);
        expect(await line.until('off', 2, bound)).toBeGreaterThan(line.moves[1]?.at ?? Infinity);
      }
    },
  );

  it('is unreachable while its cable is pulled', { timeout: 30_000 }, async () => {
    await using line = await startBoard(lcusFirmware);
    await using door = await readyDoor(line);
    line.cut();
    await sleep(1500);
    expect(await faultOf(door.pulse({ decisionId: 'd1', pulseMs: 300 }, soon()))).toBe(
      'unreachable',
    );
  });

  it(
    `goes off within ${BOUND_MS} ms each of ${KILLS} times that the kiosk is killed in the middle of a pulse`,
    {
      timeout: 120_000,
    },
    async () => {
      await using line = await startBoard(lcusFirmware);
      const took: number[] = [];
      for (let round = 0; round < KILLS; round++) {
        const kiosk = fork(
          new URL('../testing/serial-kiosk-worker.ts', import.meta.url),
          [line.path],
          { execArgv: [] },
        );
        await once(kiosk, 'message');
        await sleep(Math.random() * 100);
        const moves = line.moves.length;
        expect(line.moves.at(-1)?.to).toBe('on');
        const killed = performance.now();
        kiosk.kill('SIGKILL');
        took.push((await line.until('off', moves, BOUND_MS)) - killed);
        if (kiosk.exitCode === null && kiosk.signalCode === null) await once(kiosk, 'exit');
      }
      expect(Math.max(...took)).toBeLessThan(BOUND_MS);
      expect(took).toHaveLength(KILLS);
    },
  );
});

/** The processes that this one started with such a script. */
async function childrenOf(parent: number, script: string): Promise<readonly number[]> {
  const found: number[] = [];
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const [stat, line] = await Promise.all(
      ['stat', 'cmdline'].map((file) => readFile(`/proc/${entry}/${file}`, 'utf8').catch(() => '')),
    );
    const ppid = Number(stat?.slice((stat.lastIndexOf(')') ?? 0) + 2).split(' ')[1]);
    if (ppid === parent && line?.includes(script)) found.push(Number(entry));
  }
  return found;
}
