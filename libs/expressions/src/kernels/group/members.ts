import { finite, type KernelEntry, type Work } from '../work.ts';
import type { Row } from '../cross-section/rows.ts';

/** Stocks of a session by group: those of group k are `columns[starts[k]]` to `columns[starts[k + 1] - 1]`, ascending. */
interface Members {
  readonly columns: Uint32Array;
  readonly starts: Uint32Array;
  groups: number;
}

class Grouping {
  readonly #numbers = new Map<number, number>();
  readonly #before: Float64Array;
  readonly #groupOf: Int32Array;
  readonly members: Members;

  constructor(stocks: number) {
    this.#before = new Float64Array(stocks);
    this.#groupOf = new Int32Array(stocks);
    this.members = { columns: new Uint32Array(stocks), starts: new Uint32Array(stocks + 1), groups: -1 };
  }

  group(ids: Float64Array): void {
    this.#before.set(ids);
    this.#number(ids);
    this.#sort(ids.length);
  }

  has(ids: Float64Array): boolean {
    const before = this.#before;
    if (before.length !== ids.length) return false;
    for (let c = 0; c < ids.length; c++) {
      if (ids[c] !== before[c] && (ids[c] === ids[c] || before[c] === before[c])) return false;
    }
    return true;
  }

  #number(ids: Float64Array): void {
    this.#numbers.clear();
    for (let c = 0; c < ids.length; c++) {
      let group = -1;
      if (ids[c] === ids[c]) {
        group = this.#numbers.get(ids[c]) ?? this.#numbers.size;
        this.#numbers.set(ids[c], group);
      }
      this.#groupOf[c] = group;
    }
    this.members.groups = this.#numbers.size;
  }

  #sort(stocks: number): void {
    const { starts, columns, groups } = this.members;
    starts.fill(0);
    for (let c = 0; c < stocks; c++) if (this.#groupOf[c] >= 0) starts[this.#groupOf[c] + 1]++;
    for (let g = 0; g < groups; g++) starts[g + 1] += starts[g];
    const next = starts.slice(0, groups);
    for (let c = 0; c < stocks; c++) if (this.#groupOf[c] >= 0) columns[next[this.#groupOf[c]]++] = c;
  }
}

/** Sessions whose groups are kept: groups change rarely, and formulas take turns with a few of them. */
const kept = 6;
const groupings: Grouping[] = [];

/** The stocks of a session by group; the groups of a session like one not long ago are taken over. */
function membersOf(ids: Float64Array): Members {
  const known = groupings.findIndex((grouping) => grouping.has(ids));
  const [grouping] = known >= 0 ? groupings.splice(known, 1) : [new Grouping(ids.length)];
  if (known < 0) grouping.group(ids);
  groupings.unshift(grouping);
  groupings.length = Math.min(groupings.length, kept);
  return grouping.members;
}

/**
 * What a group kernel does with the values present in one group. With `missing`, that is the result where x is missing, and
 * a stock without a group keeps its value.
 */
export interface OfGroup {
  compute(row: Row): void;
  missing?(row: Row): number;
}

/** A kernel that computes each group of each session from the values present in it. */
export function everyGroup({ compute, missing }: OfGroup): KernelEntry {
  return {
    reach: 'rows',
    run: (work) => {
      const values = new Float64Array(work.stocks);
      const row: Row = { values, columns: new Uint32Array(work.stocks), n: 0, results: new Float64Array(work.stocks) };
      for (let r = work.firstRow; r < work.endRow; r++) {
        const ids = work.args[1] + r * work.argStrides[1];
        const members = membersOf(work.memory.subarray(ids, ids + work.stocks));
        computeSession(work, r, members, row, compute, missing);
      }
    },
  };
}

function computeSession(
  work: Work,
  r: number,
  { columns, starts, groups }: Members,
  row: Row,
  compute: OfGroup['compute'],
  missing: OfGroup['missing'],
): void {
  const { memory } = work;
  const from = work.args[0] + r * work.argStrides[0];
  const to = work.out + r * work.stride;
  for (let c = 0; c < work.stocks; c++) memory[to + c] = missing === undefined ? NaN : memory[from + c];
  for (let g = 0; g < groups; g++) {
    let n = 0;
    for (let at = starts[g]; at < starts[g + 1]; at++) {
      const value = memory[from + columns[at]];
      if (value !== value) continue;
      row.values[n] = value;
      row.columns[n++] = columns[at];
    }
    row.n = n;
    if (n === 0) continue;
    compute(row);
    if (missing !== undefined) {
      const instead = finite(missing(row));
      for (let at = starts[g]; at < starts[g + 1]; at++) memory[to + columns[at]] = instead;
    }
    for (let j = 0; j < n; j++) memory[to + row.columns[j]] = finite(row.results[j]);
  }
}
