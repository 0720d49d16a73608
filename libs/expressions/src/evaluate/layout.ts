import type { Graph } from './graph.ts';
import type { Stage } from './stages.ts';

/**
 * Stocks of a tile. The sessions of one tile of a node follow each other in memory, so that a piece of an operator over
 * time lies in a few pages and does not fall into few sets of the processor's cache.
 */
export const tileColumns = 32;

/** Tiles of so many stocks. */
export function tilesFor(stocks: number): number {
  return Math.ceil(stocks / tileColumns);
}

/** Where the rows of a node lie in the memory; places count doubles. */
export interface Place {
  /** Place of the first row. */
  readonly base: number;
  /** Rows of the past that are kept before those of the block. */
  readonly history: number;
  /** Blocks that follow each other before the past is moved back to the front; 0 for a number, which has one row. */
  readonly blocks: number;
  /** Doubles from one tile to the next; 0 for a number, whose row is the same for all. */
  readonly tile: number;
}

/** Places of all nodes, and the doubles they take together. */
export interface Layout {
  readonly places: readonly (Place | undefined)[];
  readonly size: number;
}

/**
 * Gives every node its rows: a number one row; a node whose past is read the past and room for some blocks; any other a
 * block that is used again for another node when its last reader has run. Within a stage every piece runs the nodes in
 * order and touches its own cells only, so a block may change hands there too.
 */
export function layOut(graph: Graph, stages: readonly Stage[], rows: number, tiles: number): Layout {
  const { nodes } = graph;
  const history = historyOf(graph);
  const places: (Place | undefined)[] = nodes.map(() => undefined);
  let size = 0;
  const reserve = (rowsOfTile: number, count: number): number => {
    const base = size;
    size += rowsOfTile * count * tileColumns;
    return base;
  };
  const free: number[] = [];
  const open = (number: number): void => {
    const { reach } = nodes[number]!;
    const past = history[number]!;
    if (reach === 'number') places[number] = { base: reserve(1, 1), history: 0, blocks: 0, tile: 0 };
    else if (past > 0) {
      const blocks = Math.max(1, Math.ceil(past / rows));
      const rowsOfTile = past + blocks * rows;
      places[number] = { base: reserve(rowsOfTile, tiles), history: past, blocks, tile: rowsOfTile * tileColumns };
    } else {
      const base = free.pop() ?? reserve(rows, tiles);
      places[number] = { base, history: 0, blocks: 1, tile: rows * tileColumns };
    }
  };
  const used = new Set(stages.flatMap((stage) => stage.nodes));
  const readers = readersOf(graph, used);
  nodes.forEach(({ reach }, number) => {
    if ((reach === 'leaf' || reach === 'number') && readers[number]! > 0) open(number);
  });
  for (const { nodes: inStage } of stages) {
    for (const number of inStage) {
      if (readers[number]! > 0) open(number);
      for (const arg of new Set(nodes[number]!.args)) {
        if (--readers[arg]! > 0) continue;
        const place = places[arg];
        if (place !== undefined && place.history === 0 && place.blocks === 1) free.push(place.base);
      }
    }
  }
  return { places, size };
}

/** Rows of its past that the readers of each node need. */
function historyOf({ nodes }: Graph): Int32Array {
  const history = new Int32Array(nodes.length);
  for (const { args, back } of nodes) for (const arg of args) history[arg] = Math.max(history[arg]!, back);
  return history;
}

/** How many nodes read each node. */
function readersOf({ nodes }: Graph, used: ReadonlySet<number>): Int32Array {
  const readers = new Int32Array(nodes.length);
  for (const number of used) for (const arg of new Set(nodes[number]!.args)) readers[arg]!++;
  return readers;
}
