// The one fault of the decision log. Main process, CLI.

/** The log cannot be used. The message is one line with the file and what to do. */
export class LogFault extends Error {
  override readonly name = 'LogFault';
}
