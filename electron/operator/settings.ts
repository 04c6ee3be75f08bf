// Settings at the desk: read without secrets, checked, written in one step, logged before they hold, and taken by the kiosk. Main process.

import type { OperatorAnswers } from '#core/protocol/index.ts';
import type { Handlers } from './asks.ts';
import type { Attendance } from './attendance.ts';
import { busy, invalid, unavailable } from './refused.ts';
import { replaceFile } from './replace-file.ts';
import { sha256, type Changes, type SettingsFile } from './settings-file.ts';

type SettingsAsk = 'settings:read' | 'settings:check' | 'settings:write' | 'camera:choose';
type Written = OperatorAnswers['settings:write'];

export interface SettingsOptions {
  readonly file: SettingsFile;
  readonly attendance: Attendance;
  /** Composes the kiosk anew; a line where it does not take what it finds. */
  readonly recompose: () => Promise<string | null>;
  /** There is no kiosk any more, and none to be had. */
  readonly onLost: (line: string) => void;
}

/** As many names as the log takes of one change. */
const MAX_NAMES = 64;

export function createSettings(options: SettingsOptions): Handlers<SettingsAsk> {
  const { file, attendance, recompose, onLost } = options;
  let isWriting = false;

  async function write(changes: Changes, operator: string): Promise<Written> {
    if (isWriting) throw busy('settings are being taken');
    isWriting = true;
    try {
      const { before, after, changed, problems } = await file.draft(changes);
      const [problem] = problems;
      if (problem !== undefined) throw invalid(problem.name, problem.message);
      if (changed.length === 0) return { changed, sha256: sha256(before), applied: 'unchanged' };
      const names = changed.map(({ name }) => name).slice(0, MAX_NAMES);
      await logged(operator, names, after);
      await replaceFile(file.path, after);
      const refusal = await recompose();
      if (refusal !== null) await putBack(before, names, refusal);
      return { changed, sha256: sha256(after), applied: 'recomposed' };
    } finally {
      isWriting = false;
    }
  }

  async function logged(operator: string | null, changed: string[], text: string): Promise<void> {
    await attendance.kiosk().appendEvent({
      kind: 'settings-changed',
      operator,
      changed,
      settingsSha256: sha256(text),
    });
  }

  /** Settings that no kiosk can be composed of do not stay: the next start would find them. */
  async function putBack(before: string, names: string[], refusal: string): Promise<never> {
    await replaceFile(file.path, before);
    const hopeless = await recompose();
    if (hopeless !== null) {
      onLost(hopeless);
      throw unavailable(hopeless);
    }
    await logged(null, names, before);
    throw unavailable(`not taken, and put back as it was: ${refusal}`);
  }

  return {
    'settings:read': () => file.read(),
    async 'settings:check'({ changes }) {
      const { changed, problems } = await file.draft(changes);
      return { changed, problems };
    },
    'settings:write': ({ changes }, { name }) => write(changes, name),
    'camera:choose': ({ label, deviceId }, { name }) =>
      write({ 'camera.pinned': label === null ? null : { label, deviceId } }, name),
  };
}
