// A relay board on one end of a real pseudo-terminal pair: latches, as such boards do, and notes when it moved. Tests.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SerialPort } from 'serialport';

export const hasSocat = spawnSync('socat', ['-V']).error === undefined;

/** What a board answers to what it hears, and what that makes of its relay. Returns null for what it does not understand yet. */
export type Firmware = (heard: Buffer, relay: 'on' | 'off') => Heard | null;

export interface Heard {
  readonly length: number;
  readonly relay: 'on' | 'off';
  readonly answer: string;
}

export interface Line extends AsyncDisposable {
  /** The kiosk's end. */
  readonly path: string;
  /** What became of the relay by each command that it was given, with `performance.now()`. */
  readonly moves: readonly { readonly to: 'on' | 'off'; readonly at: number }[];
  /** Waits for the relay to be told this, after so many moves. */
  readonly until: (to: 'on' | 'off', from: number, limitMs: number) => Promise<number>;
  /** Pulls the cable. */
  readonly cut: () => void;
}

export async function startBoard(firmware: Firmware): Promise<Line> {
  const folder = await mkdtemp(join(tmpdir(), 'gatelight-relay-'));
  const [path, far] = [join(folder, 'kiosk'), join(folder, 'board')];
  const ends = [path, far].map((link) => `pty,raw,echo=0,link=${link}`);
  const socat = spawn('socat', ends, { stdio: 'ignore' });
  for (let waited = 0; !(existsSync(path) && existsSync(far)); waited += 10) {
    if (waited > 5000) throw new Error('socat made no pair of terminals');
    await sleep(10);
  }
  const moves: { readonly to: 'on' | 'off'; readonly at: number }[] = [];
  const board = new SerialPort({ path: far, baudRate: 9600, lock: false });
  let heard = Buffer.alloc(0);
  let relay: 'on' | 'off' = 'off';
  board.on('error', () => undefined);
  board.on('data', (bytes: Buffer) => {
    heard = Buffer.concat([heard, bytes]);
    for (let one = firmware(heard, relay); one !== null; one = firmware(heard, relay)) {
      const command = heard.subarray(0, one.length);
      heard = heard.subarray(one.length);
      if (isCommand(command)) moves.push({ to: one.relay, at: performance.now() });
      relay = one.relay;
      if (one.answer !== '') board.write(one.answer, 'latin1');
    }
  });

  return {
    path,
    moves,
    async until(to, from, limitMs) {
      const limit = performance.now() + limitMs;
      for (;;) {
        const found = moves.slice(from).find((move) => move.to === to);
        if (found !== undefined) return found.at;
        if (performance.now() > limit) throw new Error(`the relay was not told ${to}`);
        await sleep(1);
      }
    },
    cut: () => void socat.kill('SIGKILL'),
    async [Symbol.asyncDispose]() {
      const { promise, resolve } = Promise.withResolvers<void>();
      if (board.isOpen) board.close(() => resolve());
      else resolve();
      await promise;
      socat.kill('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const isCommand = (bytes: Buffer): boolean =>
  (bytes[0] === 0xa0 && (bytes[2] ?? 9) < 2) || /^relay (on|off)/.test(bytes.toString('latin1'));

/** Four bytes a command; FF is answered in text. */
export const lcusFirmware: Firmware = (heard, relay) => {
  if (heard[0] === 0xff)
    return { length: 1, relay, answer: `CH1: ${relay.toUpperCase()} \r\nCH2: ON \r\n` };
  if (heard.length < 4) return null;
  const [start, , operation, sum] = heard;
  const valid = start === 0xa0 && sum === ((0xa0 + 1 + (operation ?? 0)) & 0xff);
  return { length: 4, relay: !valid ? relay : operation === 1 ? 'on' : 'off', answer: '' };
};

/** Understands commands and answers nothing at all. */
export const muteFirmware: Firmware = (heard, relay) => {
  const said = lcusFirmware(heard, relay);
  return said === null ? null : { ...said, answer: '' };
};

/** Says that its relay is off, whatever it was told. */
export const brokenFirmware: Firmware = (heard, relay) => {
  const said = lcusFirmware(heard, relay);
  return said === null ? null : { ...said, relay: 'off' };
};

/** Its relay does not let go once it was on. */
export const stuckFirmware: Firmware = (heard, relay) => {
  const said = lcusFirmware(heard, relay);
  return said === null || relay === 'off' ? said : { ...said, relay };
};

/** Echoes each command, answers a question, then prompts. */
export const asciiFirmware: Firmware = (heard, relay) => {
  const end = heard.indexOf('\r');
  if (end === -1) return null;
  const line = heard.subarray(0, end).toString('latin1');
  const to = /^relay (on|off) 3$/.exec(line)?.[1];
  const asked = line === 'relay read 3';
  return {
    length: end + 1,
    relay: to === 'on' ? 'on' : to === 'off' ? 'off' : relay,
    answer: `${line}\n\r${asked ? `${relay}\n\r` : ''}>`,
  };
};
