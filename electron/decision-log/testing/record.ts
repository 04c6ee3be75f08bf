// A decision for the tests of the log. Tests only.

import { padScore } from '#core/pad/index.ts';
import type { DecisionRecord } from '#core/session/index.ts';

export const decisionRecord = (sessionId: string): DecisionRecord => ({
  sessionId,
  host: 'kiosk',
  policy: { name: 'production', sha256: 'a'.repeat(64) },
  outcome: 'attack',
  decision: 'deny',
  reasons: ['pad'],
  score: { kind: 'fused', value: padScore(0.07) },
  passed: [],
  medicalMask: false,
  extendedTime: false,
  durationMs: 4321,
  camera: { label: 'HD Pro Webcam C920 (046d:082d)', virtual: false },
  models: { yunet_n_dynamic: 'b'.repeat(64), minifas_v2_se_128: 'c'.repeat(64) },
});
