// `gatelight session --replay LOG`: a session again, from its event log. Nothing is judged anew, nothing is logged. CLI process.

import { readFile } from 'node:fs/promises';
import { eventLogHeader, replay, sessionEvent } from '#core/protocol/index.ts';
import {
  productionPolicy,
  simulatedPolicy,
  strictPolicy,
  type SessionEvent,
  type SessionPolicy,
} from '#core/session/index.ts';
import { BadInput } from './bad-input.ts';
import { EXIT, type CliIo, type ExitCode } from './io.ts';
import { print } from './session.ts';

export async function runReplay(file: string, json: boolean, io: CliIo): Promise<ExitCode> {
  const { events, policy } = await readEventLog(file);
  const { state, messages } = replay(events, policy);
  for (const message of messages) print(message, json, io);
  const granted = state.phase === 'concluded' && state.verdict.decision === 'grant';
  return granted ? EXIT.yes : EXIT.no;
}

interface EventLog {
  readonly policy: SessionPolicy;
  readonly events: readonly SessionEvent[];
}

async function readEventLog(file: string): Promise<EventLog> {
  const [first, ...rest] = (await readText(file)).split('\n').filter((line) => line.trim() !== '');
  const header = eventLogHeader.safeParse(parseJson(first ?? ''));
  if (!header.success) {
    throw new BadInput(
      'NOT_AN_EVENT_LOG',
      `${file}: not an event log; make one with: session VIDEO --events ${file}`,
    );
  }
  const events = rest.map((line, i) => {
    const event = sessionEvent.safeParse(parseJson(line));
    if (event.success) return event.data;
    const [issue] = event.error.issues;
    const where = issue?.path.join('.') || 'the line';
    throw new BadInput(
      'NOT_AN_EVENT_LOG',
      `${file}: line ${i + 2}: ${where}: ${issue?.message ?? 'malformed'}`,
    );
  });
  const policies = [productionPolicy, strictPolicy, simulatedPolicy];
  const policy = policies.find(({ name }) => name === header.data.policy) ?? productionPolicy;
  return { policy, events };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new BadInput('FILE_NOT_READABLE', `${file}: ${why}`, { cause });
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
