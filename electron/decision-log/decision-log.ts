// The decision log: appends durably, chained and signed. Keeps no picture and no template. Main process, CLI.

import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { DecisionRecord } from '#core/session/index.ts';
import type { Json } from './canonical.ts';
import { createChain, type NewEntry } from './chain.ts';
import { createCheckpoints, type Checkpoint } from './checkpoints.ts';
import { transact } from '#electron/sqlite/database.ts';
import { logFault, openForAppend, openForReading, reading } from './database.ts';
import {
  countEntries,
  EVERY_DECISION,
  selectEntries,
  type EntryQuery,
  type EventEntry,
  type LogEntry,
} from './entries.ts';
import {
  eventBody,
  ownEventBody,
  saltedField,
  type LogEvent,
  type PersonalField,
} from './events.ts';
import { createErasure } from './erase.ts';
import { takeHead } from './head.ts';
import { createKeyStore, type KeyStore } from './key-store.ts';
import { createMirror } from './mirror.ts';
import { createRetention } from './retention.ts';
import { statements } from './signatures.ts';
import { takeSigner } from './signing-key.ts';

export type { LogEntry } from './entries.ts';

/** Ending it asynchronously waits for the mirror as well. */
export interface DecisionLog extends Disposable, AsyncDisposable {
  /** Resolves once the entry is on the disk. Rejects with SQLite's error or a `LogFault` otherwise. */
  readonly append: (record: DecisionRecord) => Promise<{ readonly id: string }>;
  /** The same for what happened beside decisions. */
  readonly appendEvent: (event: LogEvent) => Promise<{ readonly id: string }>;
  /** Deletes a name wherever it lies beside the chain, and logs that one was deleted. How many entries had it. */
  readonly erase: (name: string) => Promise<number>;
  /** What the operator should mend: a mirror that cannot be written. */
  readonly notices: () => readonly string[];
}

export interface DecisionLogOptions {
  /** For the reader's eyes; order is the sequence's. */
  readonly wallClock?: () => number;
  /** Where the log's key lies; by default in `keys/` beside the log. */
  readonly keys?: KeyStore;
  /** A file elsewhere that gets every checkpoint. */
  readonly mirror?: string | null;
  /** Older entries are removed when the log is opened; null keeps everything. */
  readonly retentionDays?: number | null;
  /** One line for the operator. */
  readonly print?: (line: string) => void;
}

/** Opens the log at `path` for appending. Throws `LogFault`. */
export function openDecisionLog(path: string, options: DecisionLogOptions = {}): DecisionLog {
  const database = openForAppend(path);
  try {
    return appendTo(database, path, options);
  } catch (cause) {
    database.close();
    throw logFault(path, cause);
  }
}

function appendTo(database: DatabaseSync, path: string, options: DecisionLogOptions): DecisionLog {
  const { wallClock = Date.now, print = () => undefined } = options;
  const keys = options.keys ?? createKeyStore(dirname(path), null);
  const chain = createChain(database);
  const { signer, head } = transact(database, () => {
    const taken = takeSigner(database, keys, chain.end(), path);
    return { signer: taken, head: takeHead(database, taken, chain.end, path) };
  });
  if (keys.warning !== null) print(`notice: ${keys.warning}`);
  const mirror = createMirror(options.mirror ?? null, print);
  const checkpoints = createCheckpoints(database, signer);
  const now = (): number => Math.round(wallClock());
  const publish = (checkpoint: Checkpoint | null): void => {
    if (checkpoint !== null) mirror.add(checkpoint);
  };

  /** Inside a transaction. */
  const extend = (entry: NewEntry): Added => {
    const next = chain.add(entry, head.check(), (to) => signer.sign(statements.entry(to)));
    head.move(next);
    return { id: next.id, checkpoint: checkpoints.takeDue(next, entry.atMs) };
  };
  const add = (entry: Omit<NewEntry, 'atMs'>): { readonly id: string } => {
    const { id, checkpoint } = transact(database, () => extend({ ...entry, atMs: now() }));
    publish(checkpoint);
    return { id };
  };
  const checkpoint = (cause: 'open' | 'close'): void => {
    publish(transact(database, () => checkpoints.take(head.check(), cause, now())));
  };
  const retention = createRetention(database, signer);
  const erasure = createErasure(database);
  const erase = (name: string): number => {
    const { entries, added } = transact(database, () => {
      const found = erasure.count(name);
      if (found === 0) return { entries: 0, added: null };
      erasure.erase(name);
      const event = ownEventBody({ kind: 'personal-erased', entries: found });
      return { entries: found, added: extend({ kind: 'event', ...event, atMs: now() }) };
    });
    publish(added?.checkpoint ?? null);
    if (entries > 0 && !erasure.scrub()) print(UNSCRUBBED);
    return entries;
  };
  /** True while there may be more to remove. */
  const prune = (retentionDays: number): boolean => {
    const removed = transact(database, () => {
      const through = retention.removeBatch(retentionDays, now());
      if (through === null || typeof through === 'string') return through;
      const event = { kind: 'pruned', through: through.count, retentionDays } as const;
      return extend({ kind: 'event', ...ownEventBody(event), atMs: now() });
    });
    if (typeof removed === 'string') print(`notice: ${removed}`);
    if (removed === null || typeof removed === 'string') return false;
    publish(removed.checkpoint);
    return true;
  };

  function close(): void {
    try {
      checkpoint('close');
    } catch (cause) {
      // Every decision is kept all the same: a checkpoint only vouches for them once more.
      print(
        `log: no checkpoint at the end: ${cause instanceof Error ? cause.message : String(cause)}`,
      );
    } finally {
      database.close();
    }
  }

  const { retentionDays = null } = options;
  if (retentionDays !== null) while (prune(retentionDays));
  checkpoint('open');
  return {
    append: async (record) => add({ kind: 'decision', ...decisionEntry(record) }),
    appendEvent: async (event) => add({ kind: 'event', ...eventBody(event) }),
    erase: async (name) => erase(name),
    notices: mirror.notices,
    [Symbol.dispose]: close,
    async [Symbol.asyncDispose]() {
      close();
      await mirror.settled();
    },
  };
}

const UNSCRUBBED =
  'notice: another process reads the log, so that its write-ahead log keeps the name until it is written over: erase again once that is closed';

interface Added {
  readonly id: string;
  readonly checkpoint: Checkpoint | null;
}

/** What the chain keeps of a decision, and beside it whom it was of. */
function decisionEntry(record: DecisionRecord): {
  readonly body: Json;
  readonly personal: readonly PersonalField[];
} {
  const body = decisionBody(record);
  const { identity } = record;
  if (identity === undefined) return { body, personal: [] };
  const { externalId, ...finding } = identity;
  if (externalId === null) return { body: { ...body, identity: finding }, personal: [] };
  const { digest, beside } = saltedField('externalId', externalId);
  const personal = { externalId: digest };
  return { body: { ...body, identity: finding, personal }, personal: [beside] };
}

/** All that the chain keeps of a decision but who it was. */
export const decisionBody = (record: DecisionRecord): Readonly<Record<string, Json>> => ({
  sessionId: record.sessionId,
  host: record.host,
  policy: { name: record.policy.name, sha256: record.policy.sha256 },
  outcome: record.outcome,
  decision: record.decision,
  reasons: record.reasons,
  score: record.score.kind === 'fused' ? record.score.value : null,
  passed: record.passed,
  durationMs: Math.max(0, Math.round(record.durationMs)),
  models: record.models,
  camera:
    record.camera === null ? null : { label: record.camera.label, virtual: record.camera.virtual },
  // Said only where it is so, and absent from before masks could be allowed.
  ...(record.medicalMask ? { medicalMask: true } : {}),
  ...(record.extendedTime ? { extendedTime: true } : {}),
});

/** A log that is only read. */
export interface LogReader extends Disposable {
  readonly entries: (query: EntryQuery) => Iterable<LogEntry | EventEntry>;
  readonly count: (query: EntryQuery) => number;
}

/** Throws `LogFault` when there is no readable log at `path`; so does reading a page of it that is damaged. */
export function readLog(path: string): LogReader {
  const database = openForReading(path);
  // One view of the log, whatever is appended meanwhile.
  database.exec('BEGIN');
  return {
    entries: (query) => reading(path, selectEntries(database, query)),
    count: (query) => countEntries(database, query),
    [Symbol.dispose]: () => database.close(),
  };
}

/** Throws `LogFault` when there is no readable log at `path`. */
export function listEntries(path: string, query: EntryQuery): readonly (LogEntry | EventEntry)[] {
  using log = readLog(path);
  return [...log.entries(query)];
}

/** The newest `limit` decisions, newest first. Throws `LogFault` when there is no readable log at `path`. */
export const listDecisions = (path: string, limit: number): readonly LogEntry[] =>
  listEntries(path, { ...EVERY_DECISION, limit }).filter((entry) => entry.kind === 'decision');
