// Test support: a calibration that no camera was asked for. Not shipped.

/** A calibration as the command writes it, for the given models. */
export function calibrationOf(models: Readonly<Record<string, string>>): object {
  const point = {
    attackAt: 0.35,
    bonaFideAt: 0.6,
    evidence: {
      gap: { low: 0.2, high: 0.8 },
      bonaFide: { n: 30, lowest: 0.8, refused: [0, 0, 0.12] },
      attacks: { n: 30, highest: 0.2, letIn: [0, 0, 0.12], bySpecies: { print: 30 } },
    },
  };
  return {
    version: 1,
    at: '2026-01-02T03:04:05.000Z',
    camera: 'front door',
    engine: { version: '0.1.0', sourcesSha256: 'a'.repeat(64) },
    models,
    fusion: point,
    still: null,
  };
}
