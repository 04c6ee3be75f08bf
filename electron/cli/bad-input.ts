// Input that cannot be used: a closed code for programs and one line for people. CLI process.

export type BadInputCode = 'NOT_AN_EVENT_LOG' | 'FILE_NOT_READABLE' | 'BAD_ARGUMENT';

export class BadInput extends Error {
  override readonly name = 'BadInput';
  readonly code: BadInputCode;
  constructor(code: BadInputCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
