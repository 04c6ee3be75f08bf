// How much memory a call allocates, garbage included: V8's sampling heap profiler. Node.

import { Session, type HeapProfiler } from 'node:inspector/promises';

/** Mean distance of the samples; smaller is more exact and slower. */
const SAMPLING_BYTES = 2048;

/** Bytes of JavaScript heap that one call allocates on average, whether they are collected at once or kept. */
export async function allocatedPerCall(
  run: () => Promise<unknown>,
  count: number,
): Promise<number> {
  const session = new Session();
  session.connect();
  try {
    await session.post('HeapProfiler.startSampling', {
      samplingInterval: SAMPLING_BYTES,
      includeObjectsCollectedByMajorGC: true,
      includeObjectsCollectedByMinorGC: true,
    });
    for (let i = 0; i < count; i += 1) await run();
    const { profile } = await session.post('HeapProfiler.stopSampling');
    return Math.round(bytesOf(profile.head) / count);
  } finally {
    session.disconnect();
  }
}

const bytesOf = (node: HeapProfiler.SamplingHeapProfileNode): number =>
  node.children.reduce((sum, child) => sum + bytesOf(child), node.selfSize);
