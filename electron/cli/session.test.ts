import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  EVENT_LOG_VERSION,
  sessionEvent,
  sessionMessage,
  type SessionMessage,
} from '#core/protocol/index.ts';
import { assetPath } from '../../e2e/support/assets.ts';
import { gatelight } from './testing/gatelight.ts';

/** Real models over whole clips, on machines that may be busy. */
const PATIENCE_MS = 120_000;
vi.setConfig({ testTimeout: PATIENCE_MS });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatelight-session-'));
  process.env['GATELIGHT_DATA'] = join(folder, 'data');
});
afterAll(() => {
  delete process.env['GATELIGHT_DATA'];
  rmSync(folder, { recursive: true });
});

async function session(...args: readonly string[]) {
  const { code, out } = await gatelight('session', ...args, '--json');
  const messages = out.map((line): SessionMessage => sessionMessage.parse(JSON.parse(line)));
  return {
    code,
    messages,
    turns: messages.filter(({ type }) => type !== 'frame_result' && type !== 'hint'),
  };
}

const sample = (file: string): Promise<string> => assetPath(`samples/${file}`);

/** A picture for ten seconds; `noise` is that of the camera before which it is held, in levels, and 0 is no camera at all. */
async function heldStill(file: string, noise = 0): Promise<string> {
  const video = join(folder, `${file.replaceAll('/', '-')}-${noise}.mp4`);
  const args = ['-v', 'error', '-loop', '1', '-i', await sample(file), '-t', '10', '-r', '15'];
  const filters = `scale=640:-2,noise=alls=${noise}:allf=t`;
  const quick = ['-pix_fmt', 'yuv420p', '-preset', 'ultrafast', '-crf', '12'];
  const even = ['-vf', filters, ...quick, '-y', video];
  execFileSync('ffmpeg', [...args, ...even]);
  return video;
}

describe('a recorded session', () => {
  it.each(['video/blinks-smiles-nods.mp4', 'video/selfie-talks-smiles.mp4'])(
    'is granted on %s, which blinks',
    async (file) => {
      const { code, turns } = await session(await sample(file), '--challenges', 'BLINK');
      expect(turns).toEqual([
        { type: 'phase', value: 'passive' },
        { type: 'phase', value: 'active' },
        { type: 'challenge_start', action: 'BLINK' },
        { type: 'challenge_result', action: 'BLINK', status: 'passed' },
        { type: 'final_result', label: 'REAL', passed: ['BLINK'], confidence: expect.any(Number) },
      ]);
      expect(code).toBe(0);
    },
  );

  it('is denied without an answer where the head never turns', async () => {
    const { code, turns } = await session(
      await sample('video/mouth-opens.mp4'),
      '--challenges',
      'LOOK LEFT',
    );
    expect(turns.slice(-2)).toEqual([
      { type: 'challenge_result', action: 'LOOK LEFT', status: 'failed' },
      { type: 'final_result', label: 'FAKE', passed: [] },
    ]);
    expect(code).toBe(1);
  });

  it('is denied on a bona fide still, which never blinks', async () => {
    const video = await heldStill('bona-fide/webcam-desk-1.jpg', 4);
    const { code, turns } = await session(video, '--challenges', 'BLINK');
    expect(turns.at(-1)).toEqual({ type: 'final_result', label: 'FAKE', passed: [] });
    expect(turns).toContainEqual({ type: 'challenge_start', action: 'BLINK' });
    expect(code).toBe(1);
  });

  it('is an attack on a bona fide still that no camera has taken: every frame is the one before', async () => {
    const video = await heldStill('bona-fide/webcam-desk-1.jpg');
    const { code, turns } = await session(video, '--challenges', 'BLINK');
    expect(turns.at(-1)).toMatchObject({ type: 'final_result', label: 'FAKE', passed: [] });
    expect(turns.at(-1)).toHaveProperty('confidence');
    expect(code).toBe(1);
    const { out } = await gatelight('log', 'list', '--json', '--limit', '1');
    expect(JSON.parse(out[0] ?? '')).toMatchObject({
      outcome: 'attack',
      reasons: ['repeated-frames'],
    });
  });

  it.each(['attack/replay/minivision-c3e-f2.jpg', 'attack/replay/minivision-f2.jpg'])(
    'is denied before any challenge on %s',
    async (file) => {
      const { code, turns } = await session(await heldStill(file), '--challenges', 'BLINK');
      expect(turns).toEqual([
        { type: 'phase', value: 'passive' },
        { type: 'final_result', label: 'FAKE', passed: [], confidence: expect.any(Number) },
      ]);
      expect(code).toBe(1);
    },
  );

  it('asks a picture that is held too near to step back, and judges nothing', async () => {
    const video = await heldStill('attack/print/paper-close.jpg');
    const { code, messages } = await session(video, '--challenges', 'BLINK');
    expect(new Set(messages.map((message) => JSON.stringify(message)))).toEqual(
      new Set([
        JSON.stringify({ type: 'hint', code: 'FACE_TOO_CLOSE' }),
        JSON.stringify({ type: 'final_result', label: 'FAKE', passed: [] }),
      ]),
    );
    expect(code).toBe(1);
  });

  it('replays from its event log to the same messages and the same exit code', async () => {
    const events = join(folder, 'events.jsonl');
    const args = [await sample('video/mouth-opens.mp4'), '--challenges', 'BLINK'];
    const first = await session(...args, '--events', events);
    const again = await session('--replay', events);
    expect(again.messages).toEqual(first.messages);
    expect(again.code).toBe(first.code);
    expect(readFileSync(events, 'utf8')).not.toMatch(/embedding|values/);
  });

  it('draws the same challenges again with the same seed', async () => {
    const drawn = async (seed: number) => {
      const events = join(folder, `draw-${seed}.jsonl`);
      await session(await sample('video/head-turn.gif'), '--seed', `${seed}`, '--events', events);
      const [, started] = readFileSync(events, 'utf8').split('\n');
      const event = sessionEvent.parse(JSON.parse(started ?? ''));
      return event.type === 'started' ? event.challenges.join() : null;
    };
    const seeds = [1, 2, 3, 1];
    const [first, second, third, again] = await Promise.all(seeds.map(drawn));
    expect(first).toMatch(/LOOK/);
    expect(again).toBe(first);
    expect(new Set([first, second, third]).size).toBeGreaterThan(1);
  });

  it('is logged as what it is: a session of the command line', async () => {
    const { code, out } = await gatelight('log', 'list', '--json', '--limit', '1');
    expect(code).toBe(0);
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ host: 'cli', policy: { name: 'production' } });
  });
});

describe('a session that cannot be run', () => {
  it.each([
    ['an unknown challenge', ['clip.mp4', '--challenges', 'WAVE'], 'challenge "WAVE" is unknown'],
    ['no video', [], 'name a video'],
    ['a missing video', ['no-such.mp4', '--challenges', 'BLINK'], 'no-such.mp4'],
    ['a missing event log', ['--replay', 'no-such.jsonl'], 'no-such.jsonl'],
  ])('says so in one line for %s, and exits with 2', async (_, args, line) => {
    const { code, out, err } = await gatelight('session', ...args);
    expect(code).toBe(2);
    expect(out).toEqual([]);
    expect(err).toHaveLength(1);
    expect(err[0]).toContain(line);
  });

  it('names the line of an event log that was tampered with', async () => {
    const file = join(folder, 'odd.jsonl');
    const header = { type: 'gatelight-events', version: EVENT_LOG_VERSION, policy: 'production' };
    writeFileSync(file, `${JSON.stringify(header)}\n{"type":"started","at":"soon"}\n`);
    const { code, err } = await gatelight('session', '--replay', file);
    expect(code).toBe(2);
    expect(err[0]).toMatch(/odd\.jsonl: line 2: at:/);
  });

  it('exits with 3 when the log cannot be written', async () => {
    const data = process.env['GATELIGHT_DATA'];
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    process.env['GATELIGHT_DATA'] = join(file, 'data');
    const { code, err } = await gatelight(
      'session',
      await sample('video/mouth-opens.mp4'),
      '--challenges',
      'BLINK',
    );
    process.env['GATELIGHT_DATA'] = data;
    expect(code).toBe(3);
    expect(err[0]).toMatch(/^not ready: decision log/);
  });
});
