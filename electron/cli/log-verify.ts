// `gatelight log verify`: was anything done to the decision log behind its back? CLI process.

import { join } from 'node:path';
import { LogFault } from '#electron/decision-log/database.ts';
import { ownKeyId } from '#electron/decision-log/key-store.ts';
import { readMirror } from '#electron/decision-log/read-mirror.ts';
import { countEntries, verifyLog, type Verification } from '#electron/decision-log/verify.ts';
import { createProgress } from '#electron/evaluation/progress.ts';
import { EXIT, type CliIo, type ExitCode } from './io.ts';

export interface LogVerifyArguments {
  readonly mirror: string | null;
  /** The key's id as somebody wrote it down; null takes the one in the key's file, where that can be read. */
  readonly keyId: string | null;
  readonly everySignature: boolean;
  readonly json: boolean;
  readonly dataFolder: string;
  readonly terminal: NodeJS.WritableStream | null;
}

/** Exit 0 when nothing shows, 1 when something does, 2 when there is no log to look at. */
export function runLogVerify(args: LogVerifyArguments, io: CliIo): ExitCode {
  const mirror = args.mirror === null ? [] : readMirror(args.mirror);
  if (typeof mirror === 'string') {
    io.err(mirror);
    return EXIT.badInput;
  }
  const startedAt = performance.now();
  try {
    const path = join(args.dataFolder, 'decisions.sqlite');
    const keyId = args.keyId ?? ownKeyId(args.dataFolder);
    using bar = createProgress(args.terminal, countEntries(path));
    const onProgress = (entries: number): void => bar.advance(false, entries);
    const said = verifyLog(path, { ...args, mirror, keyId, onProgress });
    const seconds = (performance.now() - startedAt) / 1000;
    for (const line of said.notices) io.err(`notice: ${line}`);
    if (args.mirror !== null && mirror.length === 0) io.err('notice: the mirror has no lines yet');
    if (args.json) io.out(JSON.stringify({ ...said, mirrored: mirror.length }));
    else for (const line of describe(said, mirror.length, seconds)) io.out(line);
    return said.tampering === null ? EXIT.yes : EXIT.no;
  } catch (fault) {
    if (!(fault instanceof LogFault)) throw fault;
    io.err(fault.message);
    return EXIT.badInput;
  }
}

function describe(said: Verification, mirrored: number, seconds: number): readonly string[] {
  const { tampering } = said;
  if (tampering !== null) {
    const entry = tampering.sequence === null ? 'the log' : `entry ${tampering.sequence}`;
    const id = tampering.id === null ? '' : ` (${tampering.id})`;
    return [`TAMPERED  ${entry}${id}: ${tampering.what}`];
  }
  const before = said.pruned === 0 ? '' : `, ${said.pruned} older ones removed by retention`;
  const unsigned =
    said.unsignedThrough > said.pruned
      ? [`          entries up to ${said.unsignedThrough} are from before the log had a key`]
      : [];
  const against =
    mirrored === 0
      ? 'no mirror: a whole older copy would not show'
      : `${mirrored} lines of the mirror`;
  return [
    `whole     ${said.entries} entries in ${seconds.toFixed(1)} s${before}`,
    `          ${said.checkpoints} checkpoints, ${against}`,
    ...unsigned,
    `key       ${said.keyId ?? 'none yet'}`,
    `end       entry ${said.head.count}, ${said.head.sha256}`,
  ];
}
