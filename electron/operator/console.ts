// The operator's desk at the kiosk: every ask of a console comes in here, is parsed, and goes to whoever may answer it. Main process.

import { join } from 'node:path';
import type { z } from 'zod';
import {
  operatorAsk,
  type OperatorAnswers,
  type OperatorAsk,
  type OperatorAskName,
  type OperatorPush,
  type OperatorRefusal,
  type OperatorReply,
} from '#core/protocol/index.ts';
import { handle, type Handlers } from './asks.ts';
import type { Attendance } from './attendance.ts';
import { createCalibrationDesk } from './calibration.ts';
import { createCameraDesk } from './camera.ts';
import { createCredentialsDesk } from './credentials.ts';
import { createDecisions } from './decisions.ts';
import { createEnrolmentDesk } from './enrolment.ts';
import { createLogThread } from './log-thread.ts';
import { openOperators } from './operators.ts';
import { messageOf, OperatorRefused } from './refused.ts';
import { createSeat } from './seat.ts';
import { createSettings } from './settings.ts';
import { createSettingsFile } from './settings-file.ts';
import { createWatch } from './watch.ts';

export interface OperatorConsole extends Disposable {
  /** Never rejects: what is wrong is a refusal. */
  readonly ask: (raw: unknown) => Promise<OperatorReply>;
  /** What a signed-in console is told unasked. Returns its undo. */
  readonly onPush: (listener: (push: OperatorPush) => void) => () => void;
  /** The page has gone, and whoever was signed in on it. */
  readonly leave: () => void;
}

export interface ConsoleOptions {
  readonly data: string;
  readonly attendance: Attendance;
  /** What `settings.json` is parsed with. */
  readonly settingsSchema: z.ZodType;
  readonly recompose: () => Promise<string | null>;
  readonly onLost: (line: string) => void;
  readonly idleMs?: number;
  readonly print: (line: string) => void;
}

export async function openOperatorConsole(options: ConsoleOptions): Promise<OperatorConsole> {
  const { data, attendance, print, idleMs } = options;
  const operators = await openOperators(data).catch(messageOf);
  if (typeof operators === 'string') print(`operators: ${operators}`);
  else if (!operators.isSetUp()) print(NOTICE);
  const listeners = new Set<(push: OperatorPush) => void>();
  const push = (news: OperatorPush): void => {
    for (const listener of listeners) listener(news);
  };
  const log = createLogThread(data);
  const camera = createCameraDesk(attendance);
  const calibration = createCalibrationDesk(options);
  const enrolment = createEnrolmentDesk(attendance);
  const watch = createWatch(attendance, push);
  let asking = 0;
  const seat = createSeat({
    operators,
    attendance,
    ...(idleMs !== undefined && { idleMs }),
    isAsking: () => asking > 0,
    onIdle: () => push({ push: 'signed-out' }),
    onEmpty() {
      watch.end();
      calibration.end();
      enrolment.end();
      log.end();
    },
    print,
  });
  const handlers: Handlers<OperatorAskName> = {
    ...seat.handlers,
    ...watch.handlers,
    ...camera.handlers,
    ...calibration.handlers,
    ...enrolment.handlers,
    ...createCredentialsDesk(attendance),
    ...createDecisions(log, attendance),
    ...createSettings({
      ...options,
      file: createSettingsFile(join(data, 'settings.json'), options.settingsSchema),
    }),
  };

  async function answer(ask: OperatorAsk): Promise<OperatorAnswers[OperatorAskName]> {
    const operator = seat.admit(ask.ask);
    return handle(handlers, ask.ask, ask, operator);
  }

  return {
    async ask(raw) {
      const parsed = operatorAsk.safeParse(raw);
      if (!parsed.success) return { refusal: malformed(parsed.error.issues[0]) };
      asking += 1;
      try {
        return { answer: await answer(parsed.data) };
      } catch (cause) {
        if (cause instanceof OperatorRefused) return { refusal: cause.refusal };
        print(`operator: ${parsed.data.ask}: ${messageOf(cause)}`);
        return { refusal: { code: 'unavailable', message: messageOf(cause) } };
      } finally {
        asking -= 1;
      }
    },
    onPush(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    leave: seat.leave,
    [Symbol.dispose]() {
      seat[Symbol.dispose]();
      watch[Symbol.dispose]();
      camera[Symbol.dispose]();
      log.end();
    },
  };
}

const NOTICE =
  'notice: this kiosk has no administrator yet: whoever opens its console first becomes one';

function malformed(issue?: {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}): OperatorRefusal {
  const field = issue?.path.map(String).join('.') ?? '';
  return { code: 'invalid', field, message: `${field}: ${issue?.message ?? 'malformed'}` };
}
