/** Names of the six value columns, in table order. */
export const valueNames = ['open', 'high', 'low', 'close', 'adjClose', 'volume'] as const;
export type ValueName = (typeof valueNames)[number];

/** Rows for which there is room at first: files of one row each, of which tens of thousands are held at once, stay small. */
const firstCapacity = 16;

/**
 * Daily price rows as columns: row `i` belongs to `symbols[symbol[i]]` on day number `day[i]` and came from line
 * `line[i]` of its file. A missing value is NaN. Grows by doubling; arrays are longer than `count`.
 */
export class PriceRows {
  count = 0;
  readonly symbols: string[] = [];
  symbol = new Uint32Array(firstCapacity);
  line = new Uint32Array(firstCapacity);
  day = new Int32Array(firstCapacity);
  /** Row-major values, 6 per row, in the order of {@link valueNames}. */
  values = new Float64Array(6 * firstCapacity);
  readonly #index = new Map<string, number>();

  /** Index of a symbol, added when it is new. */
  symbolIndex(name: string): number {
    const known = this.#index.get(name);
    if (known !== undefined) return known;
    this.#index.set(name, this.symbols.length);
    return this.symbols.push(name) - 1;
  }

  /** Appends a row; `values` is read at once and may be reused. */
  push(symbol: number, day: number, line: number, values: ArrayLike<number>): void {
    if (this.count === this.day.length) this.#grow();
    const row = this.count++;
    this.symbol[row] = symbol;
    this.day[row] = day;
    this.line[row] = line;
    for (let column = 0; column < 6; column++) this.values[row * 6 + column] = values[column]!;
  }

  /** Value of a row by column name. */
  value(row: number, name: ValueName): number {
    return this.values[row * 6 + valueNames.indexOf(name)]!;
  }

  #grow(): void {
    const capacity = this.day.length * 2;
    const grown = { symbol: new Uint32Array(capacity), line: new Uint32Array(capacity), day: new Int32Array(capacity) };
    grown.symbol.set(this.symbol);
    grown.line.set(this.line);
    grown.day.set(this.day);
    const values = new Float64Array(capacity * 6);
    values.set(this.values);
    Object.assign(this, grown, { values });
  }
}

/** A split (`value` = new shares per old) or a cash dividend (`value` = currency per share on the split-adjusted basis). */
export interface CorporateAction {
  readonly symbol: string;
  readonly day: number;
  readonly kind: 'split' | 'dividend';
  readonly value: number;
}
