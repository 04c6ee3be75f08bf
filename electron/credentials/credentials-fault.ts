// Why badges and PINs let nobody in: one line for the operator. Main process, CLI.

export class CredentialsFault extends Error {
  override readonly name = 'CredentialsFault';
}
