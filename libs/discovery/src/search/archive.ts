/** A formula that is the best of its cell. */
export interface Elite {
  /** Canonical form. */
  readonly formula: string;
  /** Hash of the part that decides the order of stocks; elites with the same one are one trial. */
  readonly hash: string;
  readonly sign: 1 | -1;
  readonly t: number;
  readonly fitness: number;
  readonly nodes: number;
  readonly lookBack: number;
  readonly turnover: number;
  readonly cell: string;
}

/** Ends of the classes of look-backs. */
const lookBackClasses = [10, 40, 120] as const;

/** The cell of a behaviour: decile of turnover, class of look-back, direction. */
export function cellOf(turnover: number, lookBack: number, cluster: number): string {
  const decile = Math.min(9, Math.floor(turnover * 10));
  return `${decile}.${lookBackClasses.filter((end) => lookBack > end).length}.${cluster}`;
}

/** Whether an elite takes the place of another: higher fitness, of equal ones the smaller hash. */
export function isBetter(a: Elite, b: Elite): boolean {
  return a.fitness > b.fitness || (a.fitness === b.fitness && a.hash < b.hash);
}

/** Elites, one a cell (Mouret and Clune 2015, Illuminating Search Spaces by Mapping Elites). */
export class Archive {
  readonly #cells = new Map<string, Elite>();

  constructor(elites: readonly Elite[] = []) {
    elites.forEach((elite) => this.offer(elite));
  }

  offer(elite: Elite): void {
    const held = this.#cells.get(elite.cell);
    if (held === undefined || isBetter(elite, held)) this.#cells.set(elite.cell, elite);
  }

  /** All elites, best first: the order does not depend on the order of the offers. */
  elites(): Elite[] {
    return [...this.#cells.values()].sort((a, b) => (isBetter(a, b) ? -1 : 1));
  }
}
