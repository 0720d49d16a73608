import { ascendingOrder } from './ascending-order.ts';
import type { Panel } from '../panel/panel.ts';

const { isFinite } = Number;

const mostShort = 2 ** 16 - 1;

/** Sessions with at most this share of changed cells take over the order of the session before. */
const fewChanges = 1 / 16;

/** Numbers up to the stocks of a panel: half the memory, and half to read, for all but the largest universes. */
export type StockNumbers = Uint16Array | Uint32Array;

/** The order of every session's values of a panel, sorted once for everything that ranks; the values are not kept. */
export interface SessionOrders {
  readonly days: number;
  readonly stocks: number;
  /**
   * Row t holds the columns of session t with a finite value, ascending by value, ties by column: `counts[t]` of them.
   */
  readonly order: StockNumbers;
  /**
   * Place of each value among the different values of its session, from 1, so equal ones share it; 0 where none is
   * finite.
   */
  readonly levels: StockNumbers;
  /** Finite values per session. */
  readonly counts: Uint32Array;
}

/**
 * Sorts every session of a panel. A session that differs from the one before in few cells, as fundamentals do, takes its
 * order over and merges the changed cells into it: the order of (value, column) is total, so the result is the same.
 */
export function sessionOrders(panel: Panel): SessionOrders {
  const { days, stocks, values } = panel;
  const numbers = stocks > mostShort ? Uint32Array : Uint16Array;
  const order = new numbers(days * stocks);
  const levels = new numbers(days * stocks);
  const counts = new Uint32Array(days);
  const sorter = new RowSorter(stocks);
  for (let t = 0; t < days; t++) {
    const row = values.subarray(t * stocks, (t + 1) * stocks);
    const here = order.subarray(t * stocks, (t + 1) * stocks);
    const changed = t === 0 ? stocks : sorter.compare(values.subarray((t - 1) * stocks, t * stocks), row);
    counts[t] =
      changed > stocks * fewChanges
        ? sorter.sort(row, here)
        : sorter.merge(row, order.subarray((t - 1) * stocks, t * stocks), counts[t - 1], changed, here);
    if (changed === 0) levels.copyWithin(t * stocks, (t - 1) * stocks, t * stocks);
    else enterLevels(row, here, counts[t], levels.subarray(t * stocks, (t + 1) * stocks));
  }
  return { days, stocks, order, levels, counts };
}

function enterLevels(row: Float64Array, order: StockNumbers, count: number, levels: StockNumbers): void {
  let level = 0;
  let before = NaN;
  for (let j = 0; j < count; j++) {
    const value = row[order[j]];
    if (value !== before) level++;
    before = value;
    levels[order[j]] = level;
  }
}

class RowSorter {
  readonly #keys: Float64Array;
  readonly #columns: Uint32Array;
  readonly #places: Uint32Array;
  readonly #isChanged: Uint8Array;

  constructor(stocks: number) {
    this.#keys = new Float64Array(stocks);
    this.#columns = new Uint32Array(stocks);
    this.#places = new Uint32Array(stocks);
    this.#isChanged = new Uint8Array(stocks);
  }

  /** Marks the cells that differ and returns their number. */
  compare(before: Float64Array, row: Float64Array): number {
    const isChanged = this.#isChanged;
    let changed = 0;
    for (let i = 0; i < row.length; i++) {
      const a = before[i];
      const b = row[i];
      const differs = a === b || (!isFinite(a) && !isFinite(b)) ? 0 : 1;
      isChanged[i] = differs;
      changed += differs;
    }
    return changed;
  }

  /** Sorts the finite values, or only the changed ones, and returns how many there are. */
  #sortSome(row: Float64Array, onlyChanged: boolean): number {
    let n = 0;
    for (let i = 0; i < row.length; i++) {
      if (!isFinite(row[i]) || (onlyChanged && this.#isChanged[i] === 0)) continue;
      this.#keys[n] = row[i];
      this.#columns[n++] = i;
    }
    ascendingOrder(this.#keys, n, this.#places);
    return n;
  }

  sort(row: Float64Array, order: StockNumbers): number {
    const n = this.#sortSome(row, false);
    for (let j = 0; j < n; j++) order[j] = this.#columns[this.#places[j]];
    return n;
  }

  /** The order of a row from the one before, whose changed columns are taken out and put where they belong now. */
  merge(row: Float64Array, before: StockNumbers, count: number, changed: number, order: StockNumbers): number {
    if (changed === 0) {
      order.set(before.subarray(0, count));
      return count;
    }
    const added = this.#sortSome(row, true);
    let n = 0;
    let next = 0;
    for (let j = 0; j < count; j++) {
      const column = before[j];
      if (this.#isChanged[column] === 1) continue;
      while (next < added && this.#comesBefore(row, next, column)) order[n++] = this.#columns[this.#places[next++]];
      order[n++] = column;
    }
    while (next < added) order[n++] = this.#columns[this.#places[next++]];
    return n;
  }

  #comesBefore(row: Float64Array, added: number, column: number): boolean {
    const place = this.#places[added];
    const key = this.#keys[place];
    return key < row[column] || (key === row[column] && this.#columns[place] < column);
  }
}
