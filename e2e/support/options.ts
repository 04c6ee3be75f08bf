// Options of a command line, or one line that says which of them is wrong. Node.

import { parseArgs, type ParseArgsConfig } from 'node:util';

interface OptionsConfig extends ParseArgsConfig {
  readonly options: NonNullable<ParseArgsConfig['options']>;
}

/** Ends the process with 2 where an option is unknown or has no value that it needs. */
export function readOptions<const T extends OptionsConfig>(
  config: T,
): ReturnType<typeof parseArgs<T>>['values'] {
  try {
    return parseArgs(config).values;
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && isAboutOptions(cause.code))) throw cause;
    // Node adds advice on how to pass something that only looks like an option.
    const [what = ''] = cause.message.split('. ');
    const known = Object.keys(config.options).map((name) => `--${name}`);
    process.stderr.write(`${what}; known are ${known.join(', ')}\n`);
    process.exit(2);
  }
}

const isAboutOptions = (code: unknown): boolean => String(code).startsWith('ERR_PARSE_ARGS_');
