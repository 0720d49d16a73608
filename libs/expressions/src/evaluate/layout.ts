import type { Graph } from './graph.ts';
import type { Stage } from './stages.ts';

/** Doubles of a cache line. */
const line = 8;

/**
 * Doubles from one session to the next: whole cache lines, an odd number of them, so that the sessions of one stock do not
 * all fall into the same set of the processor's cache.
 */
export function strideFor(stocks: number): number {
  const lines = Math.ceil(stocks / line);
  return line * (lines % 2 === 1 ? lines : lines + 1);
}

/** Where the rows of a node lie in the memory; places count doubles. */
export interface Place {
  /** Place of the first row. */
  readonly base: number;
  /** Rows of the past that are kept before those of the block. */
  readonly history: number;
  /** Blocks that follow each other before the past is moved back to the front; 0 for a number, which has one row. */
  readonly blocks: number;
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
export function layOut(graph: Graph, stages: readonly Stage[], rows: number, stride: number): Layout {
  const { nodes } = graph;
  const history = historyOf(graph);
  const places: (Place | undefined)[] = nodes.map(() => undefined);
  let size = 0;
  const reserve = (rowsOfNode: number): number => {
    const base = size;
    size += rowsOfNode * stride;
    return base;
  };
  const free: number[] = [];
  const open = (number: number): void => {
    const { reach } = nodes[number];
    const past = history[number];
    if (reach === 'number') places[number] = { base: reserve(1), history: 0, blocks: 0 };
    else if (past > 0) {
      const blocks = Math.max(1, Math.ceil(past / rows));
      places[number] = { base: reserve(past + blocks * rows), history: past, blocks };
    } else places[number] = { base: free.pop() ?? reserve(rows), history: 0, blocks: 1 };
  };
  const used = new Set(stages.flatMap((stage) => stage.nodes));
  const readers = readersOf(graph, used);
  nodes.forEach(({ reach }, number) => {
    if ((reach === 'leaf' || reach === 'number') && readers[number] > 0) open(number);
  });
  for (const { nodes: inStage } of stages) {
    for (const number of inStage) {
      open(number);
      const released = readers[number] === 0 ? [...nodes[number].args, number] : nodes[number].args;
      for (const arg of new Set(released)) {
        if (arg !== number && --readers[arg] > 0) continue;
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
  for (const { args, back } of nodes) for (const arg of args) history[arg] = Math.max(history[arg], back);
  return history;
}

/** How many nodes read each node. */
function readersOf({ nodes }: Graph, used: ReadonlySet<number>): Int32Array {
  const readers = new Int32Array(nodes.length);
  for (const number of used) for (const arg of new Set(nodes[number].args)) readers[arg]++;
  return readers;
}
