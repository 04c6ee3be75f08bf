// The templates of one collection in memory, and an exact search over them. Main process, API, CLI.

import { TEMPLATE_LENGTH } from '#core/identity/index.ts';
import { PRODUCT_ERROR, type Product } from './product.ts';

export interface Nearest {
  readonly sequence: number;
  readonly similarity: number;
}

export interface Gallery extends Disposable {
  readonly size: () => number;
  /** Copies the template. */
  readonly add: (sequence: number, template: Float32Array) => void;
  readonly remove: (sequence: number) => void;
  /** The `count` most similar faces, the most similar first, of equal ones the smaller sequence. */
  readonly nearest: (presented: Float32Array, count: number) => Promise<readonly Nearest[]>;
  readonly similarity: (presented: Float32Array, sequence: number) => number | null;
}

/** One allocation: a column for each template, without gaps from the left; zeros in those that are free. */
interface Block {
  /** See [Note: A product by onnxruntime]. */
  readonly values: Float32Array;
  readonly sequences: Float64Array;
  count: number;
}

interface Place {
  readonly block: Block;
  readonly column: number;
}

/** Of the first block, which doubles until it is full; 16 MiB. */
const FIRST_COLUMNS = 64;
const BLOCK_COLUMNS = 32_768;

export function createGallery(product: Product): Gallery {
  const blocks: Block[] = [];
  const places = new Map<number, Place>();
  /** Counts what moves templates that are there already: a search that saw one begins again. */
  let moves = 0;

  /** With a free column. */
  function roomy(): Block {
    const last = blocks.at(-1);
    if (last !== undefined && last.count < last.sequences.length) return last;
    if (last !== undefined && last.count < BLOCK_COLUMNS) return doubled(last);
    const block = emptyBlock(last === undefined ? FIRST_COLUMNS : BLOCK_COLUMNS);
    blocks.push(block);
    return block;
  }

  function doubled(block: Block): Block {
    moves += 1;
    const larger = emptyBlock(2 * block.sequences.length);
    while (larger.count < block.count) {
      copyColumn(block, larger.count, larger, larger.count);
      place(larger, larger.count, block.sequences[larger.count] ?? NaN);
      larger.count += 1;
    }
    block.values.fill(0);
    blocks[blocks.length - 1] = larger;
    return larger;
  }

  function place(block: Block, column: number, sequence: number): void {
    block.sequences[column] = sequence;
    places.set(sequence, { block, column });
  }

  return {
    size: () => places.size,
    add(sequence, template) {
      if (template.length !== TEMPLATE_LENGTH)
        throw new RangeError(`a template of ${template.length} numbers`);
      if (places.has(sequence)) throw new RangeError(`face ${sequence} is there already`);
      const block = roomy();
      write(block, block.count, template);
      place(block, block.count, sequence);
      block.count += 1;
    },
    remove(sequence) {
      const gap = places.get(sequence);
      const last = blocks.at(-1);
      if (gap === undefined || last === undefined) return;
      moves += 1;
      places.delete(sequence);
      last.count -= 1;
      const moved = last.sequences[last.count] ?? NaN;
      if (moved !== sequence) {
        copyColumn(last, last.count, gap.block, gap.column);
        place(gap.block, gap.column, moved);
      }
      write(last, last.count, NOTHING);
      if (last.count === 0) blocks.pop();
    },
    async nearest(presented, count) {
      for (;;) {
        const before = moves;
        const cosines: Cosines[] = [];
        // A block that is added meanwhile holds nobody who was there at the beginning.
        for (const { block, count } of blocks.map((block) => ({ block, count: block.count })))
          cosines.push({ block, count, of: await product(block.values, presented) });
        // From here on nobody comes in between.
        if (moves === before) return ranked(cosines, presented, count);
      }
    },
    similarity(presented, sequence) {
      const found = places.get(sequence);
      return found === undefined ? null : cosineWith(presented, found.block, found.column);
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
  /** Of its faces, when the search began. */
  readonly count: number;
  /** In float32, each off by at most `PRODUCT_ERROR`. */
  readonly of: Float32Array;
}

const emptyBlock = (columns: number): Block => ({
  values: new Float32Array(columns * TEMPLATE_LENGTH),
  sequences: new Float64Array(columns),
  count: 0,
});

const NOTHING = new Float32Array(TEMPLATE_LENGTH);

function write({ values, sequences }: Block, column: number, template: Float32Array): void {
  for (let i = 0; i < TEMPLATE_LENGTH; i += 1)
    values[i * sequences.length + column] = template[i] ?? NaN;
}

function copyColumn(from: Block, column: number, to: Block, toColumn: number): void {
  for (let i = 0; i < TEMPLATE_LENGTH; i += 1)
    to.values[i * to.sequences.length + toColumn] =
      from.values[i * from.sequences.length + column] ?? NaN;
}

/** `cosine` of core/identity, without a copy of the template. */
function cosineWith(presented: Float32Array, { values, sequences }: Block, column: number): number {
  let sum = 0;
  for (let i = 0; i < TEMPLATE_LENGTH; i += 1)
    sum += (values[i * sequences.length + column] ?? NaN) * (presented[i] ?? NaN);
  return sum;
}

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
  { block, count, of }: Cosines,
  least: number,
  presented: Float32Array,
): readonly Nearest[] {
  const found: Nearest[] = [];
  for (let column = 0; column < count; column += 1) {
    if ((of[column] ?? NaN) < least) continue;
    found.push({
      sequence: block.sequences[column] ?? NaN,
      similarity: cosineWith(presented, block, column),
    });
  }
  return found;
}

function kthLargest(cosines: readonly Cosines[], count: number): number {
  const total = cosines.reduce((sum, each) => sum + each.count, 0);
  if (count >= total) return -Infinity;
  // Falling; a new one pushes the last one out.
  const largest = new Float32Array(count).fill(-Infinity);
  let least = -Infinity;
  for (const { count: faces, of } of cosines) {
    for (let column = 0; column < faces; column += 1) {
      const value = of[column] ?? NaN;
      if (value <= least) continue;
      insert(largest, value);
      least = largest[count - 1] ?? -Infinity;
    }
  }
  return least;
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
