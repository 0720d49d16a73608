import type { Node } from './graph.ts';

/**
 * What is computed between two moments at which all threads meet. Even stages are cut by stocks and hold the operators over
 * time, odd ones by sessions and hold those across stocks; operators on single cells are in either.
 */
export interface Stage {
  readonly cut: 'columns' | 'rows';
  /** Numbers of nodes, each after those it is computed from. */
  readonly nodes: readonly number[];
}

/** Stage of each node, the earliest possible; -1 for what is read and not computed. */
export function stageNumbers(nodes: readonly Node[]): Int32Array {
  const stages = new Int32Array(nodes.length).fill(-1);
  nodes.forEach(({ reach, args }, number) => {
    if (reach === 'leaf' || reach === 'number') return;
    const earliest = args.reduce((most, arg) => Math.max(most, stages[arg]!), 0);
    const isOdd = earliest % 2 === 1;
    if (reach === 'columns') stages[number] = isOdd ? earliest + 1 : earliest;
    else if (reach === 'rows') stages[number] = isOdd ? earliest : earliest + 1;
    else stages[number] = earliest;
  });
  return stages;
}

/** The stages of a graph, in order. */
export function stagesOf(nodes: readonly Node[], needed: Int32Array): Stage[] {
  const numbers = stageNumbers(nodes);
  const count = Math.max(-1, ...numbers) + 1;
  const stages = Array.from({ length: count }, (_, stage) => ({
    cut: stage % 2 === 0 ? ('columns' as const) : ('rows' as const),
    nodes: [] as number[],
  }));
  numbers.forEach((stage, number) => {
    if (stage >= 0 && needed[number]! >= 0) stages[stage]!.nodes.push(number);
  });
  return stages;
}
