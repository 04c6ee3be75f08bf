// Who may sit at the operator's desk: `operators.json` of the data folder, passphrases by scrypt, failed sign-ins. Main process.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import {
  afterFailure,
  NO_FAILURES,
  signInThrottle,
  throttledFor,
  type SignInFailures,
} from '#core/access/index.ts';
import { ROLES, type Role } from '#core/protocol/index.ts';
import { isPassphrase, keepPassphrase, keptPassphrase } from './passphrase.ts';
import { replaceFile } from './replace-file.ts';

const keptOperator = z.strictObject({
  name: z.string().min(1).max(64),
  role: z.enum(ROLES),
  /** ISO 8601, UTC. */
  since: z.iso.datetime(),
  passphrase: keptPassphrase,
});

const operatorsFile = z.strictObject({
  version: z.literal(1),
  operators: z.array(keptOperator).max(200),
  /** Beside the passphrases, so that a restart forgets none of them. */
  failures: z.strictObject({ count: z.int().min(0), lastMs: z.number().min(0) }),
});
type Kept = z.infer<typeof operatorsFile>;

export interface Operator {
  readonly name: string;
  readonly role: Role;
}

export type SignIn =
  | { readonly kind: 'known'; readonly operator: Operator }
  /** `known` is the operator's name where there is one of this name. */
  | { readonly kind: 'wrong'; readonly known: string | null; readonly failures: number }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number };

export interface Operators {
  readonly isSetUp: () => boolean;
  readonly throttledMs: () => number;
  readonly list: () => readonly (Operator & { readonly since: string })[];
  /** One after the other: the caller waits for one before it asks for the next. */
  readonly signIn: (name: string, passphrase: string) => Promise<SignIn>;
  /** A line that says why not, or null. `before` is run once nothing speaks against it; where it rejects nothing is done. */
  readonly add: (operator: Operator, passphrase: string, before: Before) => Promise<string | null>;
  readonly remove: (name: string, before: Before) => Promise<string | null>;
}

/** What has to be in the log first. */
type Before = (operator: Operator) => Promise<void>;

/** Reads the file; no file means that nobody is set up. Throws an `Error` with a line for a file that is not one of ours. */
export async function openOperators(
  dataFolder: string,
  wallClock: () => number = Date.now,
): Promise<Operators> {
  const path = join(dataFolder, 'operators.json');
  let kept = await readKept(path);
  const keep = async (next: Kept): Promise<void> => {
    await replaceFile(path, `${JSON.stringify(next, null, 2)}\n`);
    kept = next;
  };
  const keepFailures = (failures: SignInFailures): Promise<void> => keep({ ...kept, failures });
  const find = (name: string) => kept.operators.find((each) => isSameName(each.name, name));
  const administrators = () => kept.operators.filter(({ role }) => role === 'administrator');

  return {
    isSetUp: () => administrators().length > 0,
    throttledMs: () => throttledFor(kept.failures, wallClock(), signInThrottle),
    list: () => kept.operators.map(({ name, role, since }) => ({ name, role, since })),
    async signIn(name, passphrase) {
      const retryAfterMs = throttledFor(kept.failures, wallClock(), signInThrottle);
      if (retryAfterMs > 0) return { kind: 'throttled', retryAfterMs };
      // Counted before it is looked at: pulling the plug in between must not make a guess free.
      const failures = afterFailure(kept.failures, wallClock());
      await keepFailures(failures);
      const found = find(name);
      if (!(await isPassphrase(passphrase, found?.passphrase ?? null)) || found === undefined) {
        return { kind: 'wrong', known: found?.name ?? null, failures: failures.count };
      }
      await keepFailures(NO_FAILURES);
      return { kind: 'known', operator: { name: found.name, role: found.role } };
    },
    async add({ name, role }, passphrase, before) {
      if (find(name) !== undefined) return `there is an operator ${name}`;
      await before({ name, role });
      const operator = {
        name,
        role,
        since: new Date(wallClock()).toISOString(),
        passphrase: await keepPassphrase(passphrase),
      };
      await keep({ ...kept, operators: [...kept.operators, operator] });
      return null;
    },
    async remove(name, before) {
      const found = find(name);
      if (found === undefined) return `there is no operator ${name}`;
      const last = administrators().length === 1 && found.role === 'administrator';
      if (last) return 'the last administrator stays';
      await before({ name: found.name, role: found.role });
      const operators = kept.operators.filter((each) => each.name !== found.name);
      await keep({ ...kept, operators });
      return null;
    },
  };
}

const isSameName = (a: string, b: string): boolean => fold(a) === fold(b);
const fold = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

const NOBODY: Kept = { version: 1, operators: [], failures: NO_FAILURES };

/** Only a file that is not there means that nobody is set up: one that is damaged must not hand the kiosk to the next comer. */
async function readKept(path: string): Promise<Kept> {
  const text = await readFile(path, 'utf8').catch((fault: unknown) => {
    const code = fault instanceof Error && 'code' in fault ? fault.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw fault;
  });
  if (text === null) return NOBODY;
  const parsed = operatorsFile.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'malformed'}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
