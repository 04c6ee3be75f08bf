// A policy's fingerprint for the log: which thresholds a decision was made under. Main process, CLI.

import { createHash } from 'node:crypto';
import type { SessionPolicy } from '#core/session/index.ts';

/** SHA-256 (hex) of the policy as JSON with sorted keys, so that the order of its source does not matter. */
export const policySha256 = (policy: SessionPolicy): string =>
  createHash('sha256').update(JSON.stringify(policy, sortKeys)).digest('hex');

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
