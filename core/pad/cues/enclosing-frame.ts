// The frame cue: straight edges that enclose the face and cut through the body, as the rim of a screen or the edge of a sheet does.
// Pure; runs in the inference worker, on stills.
//
// A picture on the wall, a window or a door also has straight edges around a face. But they lie behind the person, whose body
// covers them; the rim of an instrument is in front. So the cue asks for three sides that meet in corners and go no further, and
// for one of them to run where the subject's own neck or shoulders ought to be.

import { boxCentre, type Box, type Frame } from '#core/frame/index.ts';
import type { PaiSpecies } from '../pad-score.ts';
import { findStraightEdges, lineAt, type Segment, type StraightEdges } from './line-segments.ts';
import { lumaPatch, type LumaPatch } from './luma-patch.ts';
import { cueRead, cueUnavailable, type CueReading } from './reading.ts';

/** The patch is scaled so that a face has this size (root of its area), in patch pixels: an edge is then as straight as 1 in 70. */
const FACE_SIZE = 72;
/** Below this size a face is shown by fewer pixels than the patch has. */
const MIN_FACE_SIZE = 60;
/** How far the patch reaches from the face's centre, in face sizes: left and right, up, down. */
const REACH = { side: 2.2, up: 2.2, down: 3 };
const EDGES = { minLength: 0.6 * FACE_SIZE, minGradient: 2, limit: 12 };

export function readEnclosingFrame(frame: Frame, face: Box): CueReading {
  const size = Math.sqrt(face.width * face.height);
  if (size < MIN_FACE_SIZE) return cueUnavailable('enclosing-frame', 'too-small');
  const patch = lumaPatch(frame, neighbourhood(face, size), size / FACE_SIZE);
  if (patch === null) return cueUnavailable('enclosing-frame', 'too-small');
  const best = bestEnclosure(patch, bodyIn(patch, face));
  if (best === null) return cueRead('enclosing-frame', 0);
  return cueRead('enclosing-frame', best.strength, best.species);
}

function neighbourhood(face: Box, size: number): Box {
  const { x, y } = boxCentre(face);
  return {
    x: x - REACH.side * size,
    y: y - REACH.up * size,
    width: 2 * REACH.side * size,
    height: (REACH.up + REACH.down) * size,
  };
}

/** The face in patch pixels. */
interface Body {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly brow: number;
  readonly chin: number;
}

function bodyIn({ region, scale }: LumaPatch, face: Box): Body {
  const { x, y } = boxCentre(face);
  const [width, height] = [face.width / scale, face.height / scale];
  const centre = (y - region.y) / scale;
  return {
    x: (x - region.x) / scale,
    y: centre,
    width,
    height,
    brow: centre - height / 2,
    chin: centre + height / 2,
  };
}

interface Enclosure {
  readonly strength: number;
  readonly species: PaiSpecies;
}

/** Without a side that crosses the body the frame may be behind the person: it then counts half, and never denies. */
const BEHIND = 0.5;
/** One rim has two edges. The one that tells what the rim is made of is preferred, if it is about as well supported. */
const ABOUT_AS_GOOD = 0.1;

function bestEnclosure(patch: LumaPatch, body: Body): Enclosure | null {
  const edges = findStraightEdges(patch, EDGES);
  const { above, below } = levelSides(edges, body);
  let best: Enclosure | null = null;
  for (const top of above) {
    for (const left of uprightSides(edges, body, -1)) {
      if (!isCorner(patch, edges, left, top, [-1, -1])) continue;
      for (const right of uprightSides(edges, body, 1)) {
        if (!isCorner(patch, edges, right, top, [1, -1])) continue;
        const bottoms = below.filter(
          (bottom) =>
            isCorner(patch, edges, left, bottom, [-1, 1]) &&
            isCorner(patch, edges, right, bottom, [1, 1]),
        );
        const strength = strengthOf(edges, body, { left, top, right }, bottoms);
        if (strength < (best?.strength ?? 0) - ABOUT_AS_GOOD) continue;
        best = better(best, { strength, species: speciesOf(patch, left, top, right) });
      }
    }
  }
  return best;
}

function better(one: Enclosure | null, other: Enclosure): Enclosure {
  if (one === null) return other;
  const worth = ({ strength, species }: Enclosure) =>
    strength + (species === 'unknown' ? 0 : ABOUT_AS_GOOD);
  const strength = Math.max(one.strength, other.strength);
  return { strength, species: worth(other) > worth(one) ? other.species : one.species };
}

const uprightSides = (edges: StraightEdges, body: Body, side: -1 | 1): readonly Segment[] =>
  edges.upright.filter((line) => {
    const distance = (side * (lineAt(line, body.y) - body.x)) / body.width;
    return distance > 0.45 && distance < 1.8;
  });

function levelSides(edges: StraightEdges, body: Body) {
  const height = (line: Segment) => (body.y - lineAt(line, body.x)) / body.height;
  return {
    above: edges.level.filter((line) => height(line) > 0.45 && height(line) < 1.8),
    below: edges.level.filter((line) => height(line) < -0.55 && height(line) > -2.3),
  };
}

/** Widest frame, in face widths, and most that its sides lean towards each other (tangent). */
const MAX_WIDTH = 3.2;
const MAX_LEAN = 0.35;

interface Sides {
  readonly left: Segment;
  readonly top: Segment;
  readonly right: Segment;
}

/** The weakest side's support: what is to be a frame must be one on each side. */
function strengthOf(
  edges: StraightEdges,
  body: Body,
  { left, top, right }: Sides,
  bottoms: readonly Segment[],
): number {
  const [leftTop, rightTop] = [meeting(left, top), meeting(right, top)];
  const isTooWide = rightTop.x - leftTop.x > MAX_WIDTH * body.width;
  if (isTooWide || Math.abs(left.slope - right.slope) > MAX_LEAN) return 0;
  const topSupport = edges.supportBetween(top, leftTop.x, rightTop.x);
  const open = Math.min(
    topSupport,
    edges.supportBetween(left, leftTop.y, Math.max(left.to, body.chin)),
    edges.supportBetween(right, rightTop.y, Math.max(right.to, body.chin)),
  );
  const isInFront = crossesBody(left, body) || crossesBody(right, body);
  // A fourth side runs below the chin from one side to the other, across the body.
  const closed = bottoms.map((bottom) => {
    const [leftEnd, rightEnd] = [meeting(left, bottom), meeting(right, bottom)];
    return Math.min(
      topSupport,
      edges.supportBetween(bottom, leftEnd.x, rightEnd.x),
      edges.supportBetween(left, leftTop.y, leftEnd.y),
      edges.supportBetween(right, rightTop.y, rightEnd.y),
    );
  });
  return Math.max(isInFront ? open : BEHIND * open, ...closed);
}

/** How far below the outline of a body a side must run, in face heights. */
const DEPTH = 0.1;

/** Whether a side runs on below the line of neck and shoulders. */
function crossesBody(side: Segment, body: Body): boolean {
  for (let y = Math.ceil(body.chin); y <= side.to; y += 1) {
    const distance = Math.abs(lineAt(side, y) - body.x) / body.width;
    const depth = (y - body.chin) / body.height;
    if (distance < SHOULDER && depth - outline(distance) > DEPTH) return true;
  }
  return false;
}

/** Where shoulders end, in face widths from the middle. */
const SHOULDER = 1.1;
/** Height of neck and shoulders below the chin, in face heights, at a distance in face widths. Read off the bona fide samples. */
const outline = (distance: number): number => 0.05 + 0.35 * Math.max(0, distance - 0.4);

/** How far two sides may be from a right angle (tangent, 15°). */
const MAX_SKEW = 0.27;
/** The stretch beyond a corner, in face sizes, and how much of it may have an edge in the same line. */
const BEYOND = { from: 0.04, to: 0.3, support: 0.5 };

/** Whether an upright and a level side meet inside the patch at about a right angle, and both end there. */
function isCorner(
  patch: LumaPatch,
  edges: StraightEdges,
  upright: Segment,
  level: Segment,
  [sideways, upDown]: readonly [-1 | 1, -1 | 1],
): boolean {
  if (Math.abs(upright.slope + level.slope) > MAX_SKEW) return false;
  const { x, y } = meeting(upright, level);
  if (x < -1 || y < -1 || x > patch.width || y > patch.height) return false;
  return (
    goesOn(edges, upright, y, upDown, patch.height) <= BEYOND.support &&
    goesOn(edges, level, x, sideways, patch.width) <= BEYOND.support
  );
}

/** Support of a line beyond a corner, as far as the patch shows it. */
function goesOn(
  edges: StraightEdges,
  line: Segment,
  corner: number,
  direction: -1 | 1,
  length: number,
): number {
  const near = corner + direction * BEYOND.from * FACE_SIZE;
  const far = corner + direction * BEYOND.to * FACE_SIZE;
  const from = Math.max(1, Math.min(near, far));
  const to = Math.min(length - 2, Math.max(near, far));
  return edges.supportBetween(line, from, to);
}

function meeting(upright: Segment, level: Segment): { readonly x: number; readonly y: number } {
  const y = (level.offset + level.slope * upright.offset) / (1 - level.slope * upright.slope);
  return { x: lineAt(upright, y), y };
}

/** Luma up to which a rim is a screen's black one, and from which it is a sheet's white one. */
const BLACK = 90;
const WHITE = 150;

function speciesOf(patch: LumaPatch, left: Segment, top: Segment, right: Segment): PaiSpecies {
  const rims = [rimOf(patch, left, -1), rimOf(patch, top, -1), rimOf(patch, right, 1)];
  if (rims.every((luma) => luma <= BLACK)) return 'replay';
  return rims.every((luma) => luma >= WHITE) ? 'print' : 'unknown';
}

/** Median luma of the strip that lies just outside an edge, 2 and 3 patch pixels away. */
function rimOf(patch: LumaPatch, edge: Segment, outwards: -1 | 1): number {
  const values: number[] = [];
  for (let along = edge.from; along <= edge.to; along += 1) {
    for (const away of [2, 3]) {
      const across = Math.round(lineAt(edge, along) + outwards * away);
      const [x, y] = edge.axis === 'upright' ? [across, along] : [along, across];
      if (x < 0 || y < 0 || x >= patch.width || y >= patch.height) continue;
      values.push(patch.luma[y * patch.width + x] ?? 0);
    }
  }
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
