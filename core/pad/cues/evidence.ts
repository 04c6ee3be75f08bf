// Which cues are read of a still and of a clip. Pure; where files are judged.

import type { Box, Frame } from '#core/frame/index.ts';
import { createDotGridReader } from './dot-grid.ts';
import { readEnclosingFrame } from './enclosing-frame.ts';
import { cueRead, cueUnavailable, type CueReading } from './reading.ts';
import { readRepeatedFrames, type Novelty } from './repeated-frames.ts';
import { readTurnedPlane, type FaceOutline } from './turned-plane.ts';

/** Reads a still at its own size: the grid cue needs the pixels that the camera took. Keeps its buffers. */
export function createStillCues(): (frame: Frame, face: Box) => readonly CueReading[] {
  const readDotGrid = createDotGridReader();
  return (frame, face) => [readDotGrid(frame, face), readEnclosingFrame(frame, face)];
}

/** What a clip is read from: frames that may vote, and how new each frame of the whole clip was. */
export interface ClipTraces {
  /** The frame cue of each frame that may vote. */
  readonly enclosures: readonly CueReading[];
  readonly outlines: readonly FaceOutline[];
  readonly novelties: readonly Novelty[];
}

export const readClipCues = (traces: ClipTraces): readonly CueReading[] => [
  medianReading(traces.enclosures),
  readTurnedPlane(traces.outlines),
  readRepeatedFrames(traces.novelties),
];

/** The middle one: no single frame makes an attack of a clip. An even number has two; the weaker is taken. */
function medianReading(readings: readonly CueReading[]): CueReading {
  const read = readings.flatMap((reading) => (reading.kind === 'read' ? [reading] : []));
  const ranked = read.toSorted((a, b) => a.strength - b.strength);
  const middle = ranked[(ranked.length - 1) >> 1];
  if (middle === undefined) return cueUnavailable('enclosing-frame', 'too-small');
  return cueRead(middle.cue, middle.strength, middle.species);
}
