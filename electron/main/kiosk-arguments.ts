// The kiosk's command line, the same for both hosts. Main process.

import { parseArgs } from 'node:util';
import { z } from 'zod';
import { demoScript, type DemoScript } from '#core/protocol/index.ts';

export interface KioskArguments {
  /** The demo camera in place of the real one: forces the simulated door and the policy `simulated`. */
  readonly demo: boolean;
  readonly demoScript: DemoScript;
  /** Appliance: the loopback port; 0 lets the system choose. */
  readonly port: number;
  /** Appliance: open Chromium; without it the page waits for whoever may read the launcher file. */
  readonly browser: boolean;
  /** Appliance: accept a Chromium without its sandbox, which is what a window of root's is. */
  readonly unsandboxed: boolean;
  /** Print the sessions' messages on stdout, one JSON object a line. The demo always does. */
  readonly messages: boolean;
}

const argument = z.object({
  demo: z.boolean().default(false),
  seed: z.coerce.number().pipe(demoScript.shape.seed).default(1),
  behaviour: demoScript.shape.behaviour.default('obeys'),
  port: z.coerce.number().int().min(0).max(65_535).default(0),
  'no-browser': z.boolean().default(false),
  unsandboxed: z.boolean().default(false),
  messages: z.boolean().default(false),
});

/** Returns the arguments, or one line that says which of them is wrong. */
export function parseKioskArguments(argv: readonly string[]): KioskArguments | string {
  const values = readOptions(argv);
  if (typeof values === 'string') return values;
  const parsed = argument.safeParse(values);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `--${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'malformed'}`;
  }
  const { demo, seed, behaviour, port, unsandboxed, messages } = parsed.data;
  return {
    demo,
    demoScript: { seed, behaviour },
    port,
    browser: !parsed.data['no-browser'],
    unsandboxed,
    messages: messages || demo,
  };
}

function readOptions(argv: readonly string[]): Readonly<Record<string, unknown>> | string {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        demo: { type: 'boolean' },
        seed: { type: 'string' },
        behaviour: { type: 'string' },
        port: { type: 'string' },
        'no-browser': { type: 'boolean' },
        unsandboxed: { type: 'boolean' },
        messages: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    // parseArgs throws on options it does not know: the operator's slip, not a bug.
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}
