// `gatelight session VIDEO`: a whole session over recorded video. It is logged, and never has a door. CLI process.

import { createHash, randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Action } from '#core/challenge/index.ts';
import {
  EVENT_LOG_VERSION,
  type EventLogHeader,
  type SessionMessage,
} from '#core/protocol/index.ts';
import {
  drawChallenges,
  productionPolicy as policy,
  type Concluded,
  type PickIndex,
} from '#core/session/index.ts';
import { openDecisionLog } from '#electron/decision-log/decision-log.ts';
import { createInProcessInference } from '#electron/inference/in-process.ts';
import { openVideo } from '#electron/media/video.ts';
import { policySha256 } from '#electron/session/policy-hash.ts';
import { runRecordedSession } from '#electron/session/recorded.ts';
import { parseActions } from './actions.ts';
import { EXIT, type CliIo, type ExitCode } from './io.ts';
import { describeMessage } from './messages.ts';

export interface SessionArguments {
  readonly video: string;
  /** Names as typed, which replace the draw; null draws. */
  readonly challenges: string | null;
  /** Makes the draw repeatable; null draws with the system's secure generator. */
  readonly seed: number | null;
  readonly json: boolean;
  /** Where to keep the event log; null keeps none, which is the default. */
  readonly events: string | null;
  readonly dataFolder: string;
}

/** Frames a second that are judged: what a kiosk reaches, and enough for a blink of 150 ms. */
const FPS = 15;
/** Longest side in pixels to which larger pictures are reduced: a kiosk's camera gives 640. */
const MAX_SIDE = 1280;

export async function runSession(
  args: SessionArguments,
  io: CliIo,
  signal: AbortSignal,
): Promise<ExitCode> {
  const challenges = chooseChallenges(args);
  if (typeof challenges === 'string') {
    io.err(challenges);
    return EXIT.badInput;
  }
  const concluded = await judge(args, challenges, io, signal);
  if (!args.json) {
    const { decision, outcome, reasons } = concluded.verdict;
    io.out(
      `decision   ${decision} (${outcome}: ${reasons.join(', ')}), logged as ${concluded.decisionId ?? 'nothing'}`,
    );
  }
  return concluded.verdict.decision === 'grant' ? EXIT.yes : EXIT.no;
}

async function judge(
  args: SessionArguments,
  challenges: readonly Action[],
  io: CliIo,
  signal: AbortSignal,
): Promise<Concluded> {
  await using inference = createInProcessInference({ detectorSide: 320 });
  const models = await inference.ready(signal);
  using log = openDecisionLog(join(args.dataFolder, 'decisions.sqlite'));
  const events = args.events === null ? null : await createEventLog(args.events);
  try {
    return await runRecordedSession({
      policy,
      policySha256: policySha256(policy),
      host: 'cli',
      log,
      models: () => models,
      sessionId: randomUUID(),
      challenges,
      frames: openVideo(args.video, { fps: FPS, maxSide: MAX_SIDE, signal }),
      inference,
      signal,
      onMessage: (message) => print(message, args.json, io),
      onEvent: (event) => events?.write(`${JSON.stringify(event)}\n`),
      onFault: (what, cause) =>
        io.err(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`),
    });
  } finally {
    if (events !== null) {
      events.end();
      await once(events, 'finish');
    }
  }
}

/** Throws the file system's error when the file cannot be made: before anybody is judged. */
async function createEventLog(path: string): Promise<WriteStream> {
  const stream = createWriteStream(path, { mode: 0o600 });
  await once(stream, 'open');
  const header: EventLogHeader = {
    type: 'gatelight-events',
    version: EVENT_LOG_VERSION,
    policy: policy.name,
  };
  stream.write(`${JSON.stringify(header)}\n`);
  return stream;
}

export function print(message: SessionMessage, json: boolean, io: CliIo): void {
  const line = json ? JSON.stringify(message) : describeMessage(message);
  if (line !== null) io.out(line);
}

function chooseChallenges({ challenges, seed }: SessionArguments): readonly Action[] | string {
  if (challenges !== null) return parseActions(challenges);
  return drawChallenges(policy.draw, seed === null ? (below) => randomInt(below) : seeded(seed));
}

/** A repeatable draw: the digest of seed and count, so that neighbouring seeds have nothing in common. */
function seeded(seed: number): PickIndex {
  let drawn = 0;
  return (below) => {
    const digest = createHash('sha256')
      .update(`${seed}:${(drawn += 1)}`)
      .digest();
    return digest.readUInt32BE(0) % below;
  };
}
