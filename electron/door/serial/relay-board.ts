// What a relay board on a serial line is told and what it says: LCUS frames and ASCII commands. Pure; dead-man process, tests.

import type { SerialDoorSettings } from '../settings.ts';

export type RelayState = 'on' | 'off';

/** One relay of a board, as bytes. */
export interface RelayBoard {
  readonly on: Buffer;
  readonly off: Buffer;
  /** Asks for the state; null for a board that cannot be asked. */
  readonly query: Buffer | null;
  /** The state in what has come in since the query; null while nothing there says it. */
  readonly stateIn: (heard: Buffer) => RelayState | null;
}

export function relayBoard({ board, channel }: SerialDoorSettings): RelayBoard {
  switch (board.protocol) {
    case 'lcus':
      return lcus(channel, board.status);
    case 'ascii': {
      const command = (text: string): Buffer =>
        Buffer.from(text.replaceAll('{channel}', String(channel)), 'latin1');
      return {
        on: command(board.on),
        off: command(board.off),
        query: board.query === null ? null : command(board.query),
        stateIn: (heard) => stateLine(heard, board.answerOn, board.answerOff),
      };
    }
  }
}

const START = 0xa0;
const OFF = 0x00;
const ON = 0x01;
const QUERY = 0x05;

function lcus(channel: number, status: 'frame' | 'text' | 'none'): RelayBoard {
  const queries = { frame: lcusFrame(channel, QUERY), text: Buffer.of(0xff), none: null };
  const on = lcusFrame(channel, ON);
  const off = lcusFrame(channel, OFF);
  return {
    on,
    off,
    query: queries[status],
    stateIn: (heard) =>
      status === 'text'
        ? channelLine(heard, channel)
        : lastOf(heard.lastIndexOf(on), heard.lastIndexOf(off)),
  };
}

/** Start, channel, operation, and the low byte of their sum. */
function lcusFrame(channel: number, operation: number): Buffer {
  return Buffer.of(START, channel, operation, (START + channel + operation) & 0xff);
}

/** `CH1: ON` of a board with several relays. */
function channelLine(heard: Buffer, channel: number): RelayState | null {
  const found = [...heard.toString('latin1').matchAll(/CH(\d+):\s*(ON|OFF)(?=\s)/g)].findLast(
    ([, number]) => Number(number) === channel,
  );
  if (found === undefined) return null;
  return found[2] === 'ON' ? 'on' : 'off';
}

/** The answer on a line of its own: a board that echoes a command has not answered it. */
function stateLine(heard: Buffer, on: string, off: string): RelayState | null {
  const ended = heard
    .toString('latin1')
    .split(/[\r\n]+/)
    .slice(0, -1);
  const lines = ended.map((line) => line.replace(/^>/, '').trim());
  return lastOf(lines.lastIndexOf(on), lines.lastIndexOf(off));
}

function lastOf(on: number, off: number): RelayState | null {
  if (on === off) return null;
  return on > off ? 'on' : 'off';
}
