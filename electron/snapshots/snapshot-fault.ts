// Why a snapshot cannot be kept or read, in one line for the operator. Main process, CLI.

export class SnapshotFault extends Error {
  override readonly name = 'SnapshotFault';
}
