// What must hold after any kill, whatever was cut off: asked of what was said, what was logged and how the door moved. Pure.

import type { LogEntry } from '#electron/decision-log/decision-log.ts';
import type { SimulatedPulse } from '#electron/door/simulated.ts';

export interface Traces {
  /** Ids of the decisions that any life of the kiosk has told anybody. */
  readonly acknowledged: readonly string[];
  readonly log: readonly Pick<LogEntry, 'id' | 'decision'>[];
  readonly pulses: readonly Pick<SimulatedPulse, 'decisionId'>[];
}

/** One line for every breach; none is what is expected. */
export function breachesOf({ acknowledged, log, pulses }: Traces): readonly string[] {
  const logged = new Map(log.map(({ id, decision }) => [id, decision]));
  const moved = pulses.map(({ decisionId }) => decisionId);
  return [
    ...acknowledged
      .filter((id) => !logged.has(id))
      .map((id) => `decision ${id} was told and is lost`),
    ...moved
      .filter((id) => logged.get(id) !== 'grant')
      .map((id) => `the door moved for ${id}, of which the log has no grant`),
    ...moved
      .filter((id, i) => moved.indexOf(id) !== i)
      .map((id) => `the door moved again for ${id}`),
  ];
}
