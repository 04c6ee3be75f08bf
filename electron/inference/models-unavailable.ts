// The refusal of a model that is missing or altered. Both sides of the worker: apart from the models' own file, so that a
// main process that names the fault does not load onnxruntime, whose crashes are the reason for the worker.

import type { AssetFault, AssetFaultCode } from './asset-manifest.ts';

/** The message is one line with the file and the remedy. */
export class ModelsUnavailable extends Error {
  override readonly name = 'ModelsUnavailable';
  readonly code: AssetFaultCode;
  constructor(fault: Pick<AssetFault, 'code' | 'message'>) {
    super(fault.message);
    this.code = fault.code;
  }
}
