// The one fault of the identity register. Main process, API, CLI.

/** `unusable`: the register cannot be opened or written; the message is one line with the file and what to do. */
type IdentityFaultCode = 'unusable' | 'no-such-collection' | 'no-such-face' | 'bad-input';

export class IdentityFault extends Error {
  override readonly name = 'IdentityFault';
  readonly code: IdentityFaultCode;

  constructor(code: IdentityFaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
