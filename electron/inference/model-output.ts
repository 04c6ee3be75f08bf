// The edge between onnxruntime and the pipeline: every output is looked up by name and its length checked. Inference process.

import type { InferenceSession } from 'onnxruntime-node';

type Outputs = InferenceSession.ReturnType;

/** The numbers of one float32 output. Throws when the model did not give exactly `length` of them. */
export function floats(outputs: Outputs, name: string, length: number): Float32Array {
  const data = outputs[name]?.data;
  if (data instanceof Float32Array && data.length === length) return data;
  throw unexpected(name, `${length} float32 numbers`);
}

/** The same for float16, which onnxruntime hands out as a `Float16Array`. */
export function halfFloats(outputs: Outputs, name: string, length: number): Float16Array {
  const data: unknown = outputs[name]?.data;
  if (data instanceof Float16Array && data.length === length) return data;
  throw unexpected(name, `${length} float16 numbers`);
}

const unexpected = (name: string, wanted: string): Error =>
  new Error(`model output ${name} is not ${wanted}`);
