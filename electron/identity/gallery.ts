// The templates of one collection in memory, and an exact search over them. Main process, API, CLI.

import { cosine, TEMPLATE_LENGTH } from '#core/identity/index.ts';
import { PRODUCT_ERROR, type Product } from './product.ts';

export interface Nearest {
  readonly sequence: number;
  readonly similarity: number;
}

export interface Gallery extends Disposable {
  readonly size: () => number;
  readonly has: (sequence: number) => boolean;
  /** Copies the template. */
  readonly add: (sequence: number, template: Float32Array) => void;
  readonly remove: (sequence: number) => void;
  /** The `count` most similar faces, the most similar first, of equal ones the smaller sequence. */
  readonly nearest: (presented: Float32Array, count: number) => Promise<readonly Nearest[]>;
  readonly similarity: (presented: Float32Array, sequence: number) => number | null;
}

/** One allocation: templates one after the other, without gaps. */
interface Block {
  readonly values: Float32Array;
  readonly sequences: Float64Array;
  count: number;
}

interface Place {
  readonly block: Block;
  readonly row: number;
}

/** Of the first block, which doubles until it is full; 16 MiB. */
const FIRST_ROWS = 64;
const BLOCK_ROWS = 32_768;

export function createGallery(product: Product): Gallery {
  const blocks: Block[] = [];
  const places = new Map<number, Place>();
  /** Counts what moves templates that are there already: a search that saw one begins again. */
  let moves = 0;

  function roomy(): Block {
    const last = blocks.at(-1);
    if (last !== undefined && last.count < last.sequences.length) return last;
    const grows = last !== undefined && last.sequences.length < BLOCK_ROWS;
    const rows = grows ? 2 * last.sequences.length : last === undefined ? FIRST_ROWS : BLOCK_ROWS;
    const block: Block = {
      values: new Float32Array(rows * TEMPLATE_LENGTH),
      sequences: new Float64Array(rows),
      count: 0,
    };
    if (grows) {
      blocks.pop();
      moves += 1;
      for (let row = 0; row < last.count; row += 1)
        put(block, last.sequences[row] ?? NaN, rowOf(last, row));
      last.values.fill(0);
    }
    blocks.push(block);
    return block;
  }

  function put(block: Block, sequence: number, template: Float32Array): void {
    block.values.set(template, block.count * TEMPLATE_LENGTH);
    block.sequences[block.count] = sequence;
    places.set(sequence, { block, row: block.count });
    block.count += 1;
  }

  return {
    size: () => places.size,
    has: (sequence) => places.has(sequence),
    add(sequence, template) {
      if (template.length !== TEMPLATE_LENGTH)
        throw new RangeError(`a template of ${template.length} numbers`);
      if (places.has(sequence)) throw new RangeError(`face ${sequence} is there already`);
      put(roomy(), sequence, template);
    },
    remove(sequence) {
      const place = places.get(sequence);
      const last = blocks.at(-1);
      if (place === undefined || last === undefined) return;
      moves += 1;
      places.delete(sequence);
      const end = last.count - 1;
      const moved = last.sequences[end] ?? NaN;
      if (moved !== sequence) {
        // No gap is left: the last one moves into it.
        place.block.values.set(rowOf(last, end), place.row * TEMPLATE_LENGTH);
        place.block.sequences[place.row] = moved;
        places.set(moved, place);
      }
      rowOf(last, end).fill(0);
      last.count = end;
      if (end === 0) blocks.pop();
    },
    async nearest(presented, count) {
      for (;;) {
        const before = moves;
        const parts = blocks.map((block) => ({ block, values: filled(block) }));
        const cosines: Cosines[] = [];
        for (const { block, values } of parts)
          cosines.push({ block, of: await product(values, presented) });
        // From here on nobody comes in between.
        if (moves === before) return ranked(cosines, presented, count);
      }
    },
    similarity(presented, sequence) {
      const place = places.get(sequence);
      return place === undefined ? null : cosine(rowOf(place.block, place.row), presented);
    },
    [Symbol.dispose]() {
      moves += 1;
      for (const { values } of blocks) values.fill(0);
      blocks.length = 0;
      places.clear();
    },
  };
}

interface Cosines {
  readonly block: Block;
  /** In float32, each off by at most `PRODUCT_ERROR`. */
  readonly of: Float32Array;
}

const rowOf = ({ values }: Block, row: number): Float32Array =>
  values.subarray(row * TEMPLATE_LENGTH, (row + 1) * TEMPLATE_LENGTH);

const filled = ({ values, count }: Block): Float32Array =>
  values.subarray(0, count * TEMPLATE_LENGTH);

/**
 * [Note: Exact after float32] The product rounds, and in an order of its own. Whoever truly belongs among the first `count` is off by at
 * most one error, and so is the one that came out as the last of them: all that come out at most two errors below that one are computed
 * again with doubles, and their order is that of a plain loop over everything.
 */
function ranked(
  cosines: readonly Cosines[],
  presented: Float32Array,
  count: number,
): readonly Nearest[] {
  const least = kthLargest(cosines, count) - 2 * PRODUCT_ERROR;
  return cosines
    .flatMap((each) => candidates(each, least, presented))
    .toSorted((a, b) => b.similarity - a.similarity || a.sequence - b.sequence)
    .slice(0, count);
}

function candidates(
  { block, of }: Cosines,
  least: number,
  presented: Float32Array,
): readonly Nearest[] {
  const found: Nearest[] = [];
  for (let row = 0; row < of.length; row += 1) {
    if ((of[row] ?? NaN) < least) continue;
    found.push({
      sequence: block.sequences[row] ?? NaN,
      similarity: cosine(rowOf(block, row), presented),
    });
  }
  return found;
}

function kthLargest(cosines: readonly Cosines[], count: number): number {
  const total = cosines.reduce((sum, { of }) => sum + of.length, 0);
  if (count >= total) return -Infinity;
  // Falling; a new one pushes the last one out.
  const largest = new Float32Array(count).fill(-Infinity);
  for (const { of } of cosines) {
    for (let row = 0; row < of.length; row += 1) {
      const value = of[row] ?? NaN;
      if (value > (largest[count - 1] ?? NaN)) insert(largest, value);
    }
  }
  return largest[count - 1] ?? -Infinity;
}

function insert(falling: Float32Array, value: number): void {
  let [low, high] = [0, falling.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((falling[middle] ?? NaN) >= value) low = middle + 1;
    else high = middle;
  }
  falling.copyWithin(low + 1, low, falling.length - 1);
  falling[low] = value;
}
