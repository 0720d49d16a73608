import { mergingBytes } from '../simd/merging-functions.ts';
import { rankBytesPerKey } from '../simd/rank-function.ts';
import type { Graph, Node } from './graph.ts';
import { layOut, tileColumns, tilesFor, type Place } from './layout.ts';
import { stagesOf, type Stage } from './stages.ts';

/** Cells of one node that a thread computes at a time across stocks: with the other nodes of a stage they stay in its cache. */
const pieceCells = 4096;
/** Doubles of scratch memory for weights. */
const weights = 4096;
/** Cells of a block of sessions of few stocks. */
const blockCells = 32_768;
/** Sessions of a block of many stocks. */
const mostRows = 64;
/** Nodes that a thread computes of one piece before it looks for the next piece. */
const segmentNodes = 48;

/** A piece of a stage: some of its nodes for some of its columns or rows. */
export interface Task {
  readonly stage: number;
  readonly nodes: readonly number[];
  /** First and end tile, or row of the block. */
  readonly from: number;
  readonly to: number;
  /** Which piece of the stage, counted over all stages, and how many segments of it come before. */
  readonly piece: number;
  readonly segment: number;
  /** Tasks of the block that must have ended before: those of the stages before. */
  readonly after: number;
}

/** A leaf to be read or a past to be moved before a block is computed. */
export interface Preparation {
  readonly node: number;
  readonly key: string | undefined;
}

/** Everything that threads must agree on to evaluate formulas; it can be sent to them. */
export interface Program {
  readonly nodes: readonly Node[];
  readonly places: readonly (Place | undefined)[];
  readonly stocks: number;
  readonly tiles: number;
  /** Sessions of a block. */
  readonly rows: number;
  /** First session that is computed; the first that is wanted; the end. */
  readonly start: number;
  readonly from: number;
  readonly to: number;
  /** Session from which each node is computed. */
  readonly begins: readonly number[];
  readonly preparations: readonly Preparation[];
  readonly tasks: readonly Task[];
  /** Number of pieces of all stages. */
  readonly pieces: number;
  /** Results that each node is. */
  readonly results: ReadonlyMap<number, readonly number[]>;
  /** Doubles that the nodes take, and the place of each thread's own memory behind them. */
  readonly size: number;
  readonly scratch: number;
}

/** The sessions and stocks of an evaluation. */
export interface Extent {
  readonly stocks: number;
  readonly from: number;
  readonly to: number;
}

/** Sessions of a block: enough to keep threads busy, few enough to keep many formulas in memory. */
export function rowsOfBlock(stocks: number): number {
  return Math.max(mostRows, Math.ceil(blockCells / (tilesFor(stocks) * tileColumns) / 8) * 8);
}

/** Plans the evaluation of a graph in blocks of `rows` sessions. */
export function programOf(graph: Graph, needed: Int32Array, extent: Extent, rows: number): Program {
  const { stocks, from, to } = extent;
  const tiles = tilesFor(stocks);
  const stages = stagesOf(graph.nodes, needed);
  const { places, size } = layOut(graph, stages, rows, tiles);
  const begins = Array.from(needed, (sessions) => Math.max(0, from - Math.max(0, sessions)));
  const preparations = graph.nodes.flatMap(({ reach, params }, node): Preparation[] => {
    const place = places[node];
    if (place === undefined) return [];
    if (reach === 'leaf') return [{ node, key: String(params[0]) }];
    return place.history > 0 ? [{ node, key: undefined }] : [];
  });
  const results = new Map<number, number[]>();
  graph.roots.forEach((root, result) => results.set(root, [...(results.get(root) ?? []), result]));
  const cut = cutStages(stages, preparations.length, rows, tiles);
  return {
    nodes: graph.nodes,
    places,
    stocks,
    tiles,
    rows,
    start: Math.max(0, Math.min(from, ...begins)),
    from,
    to,
    begins,
    preparations,
    ...cut,
    results,
    size,
    scratch: scratchOf(graph, rows, tiles),
  };
}

function cutStages(
  stages: readonly Stage[],
  preparations: number,
  rows: number,
  tiles: number,
): Pick<Program, 'tasks' | 'pieces'> {
  const tasks: Task[] = [];
  let pieces = 0;
  stages.forEach(({ cut, nodes }, stage) => {
    const after = preparations + tasks.length;
    const ranges = cut === 'columns' ? ranged(tiles, 1) : ranged(rows, rowsOfPiece(tiles));
    for (let first = 0; first < nodes.length; first += segmentNodes) {
      ranges.forEach(([from, to], range) => {
        const segment = first / segmentNodes;
        const part = nodes.slice(first, first + segmentNodes);
        tasks.push({ stage, nodes: part, from, to, piece: pieces + range, segment, after });
      });
    }
    if (nodes.length > 0) pieces += ranges.length;
  });
  return { tasks, pieces };
}

/** Sessions that a thread computes at a time across all stocks. */
export function rowsOfPiece(tiles: number): number {
  return Math.max(1, Math.round(pieceCells / (tiles * tileColumns)));
}

/** Cuts 0..end into ranges of a size. */
function ranged(end: number, size: number): [number, number][] {
  return Array.from({ length: Math.ceil(end / size) }, (_, k) => [k * size, Math.min(end, (k + 1) * size)]);
}

/** Doubles of a thread's own memory: for whole rows of operators across stocks, and behind them for what kernels need. */
function scratchOf({ nodes }: Graph, rows: number, tiles: number): number {
  const past = nodes.reduce((most, { back }) => Math.max(most, back), 0);
  const panels = nodes.reduce(
    (most, { reach, args }) => (reach === 'rows' ? Math.max(most, args.length + 1) : most),
    0,
  );
  const width = tiles * tileColumns;
  const forRank = Math.ceil((width * rankBytesPerKey) / 8);
  return panels * rowsOfPiece(tiles) * width + Math.max(((rows + past) * mergingBytes) / 8, forRank) + weights;
}
