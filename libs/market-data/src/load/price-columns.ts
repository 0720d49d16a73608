import type { Columns } from '@fm/warehouse';
import type { HashLanes } from './row-hash.ts';

/** What the rows of one file and symbol have in common. */
export interface RowConstants {
  readonly symbol: string;
  readonly source: string;
  readonly synthetic: boolean;
  readonly version: bigint;
}

const valueColumns = ['open', 'high', 'low', 'close', 'adj_close', 'volume'] as const;

/** Collects price rows as the columns of the `prices` table, without an object per row. */
export class PriceColumns {
  count = 0;
  readonly #constants: RowConstants[] = [];
  readonly #owner: Uint32Array;
  readonly #day: Int32Array;
  readonly #values: readonly Float64Array[];
  readonly #hash: BigUint64Array;
  /** The two halves of each hash. */
  readonly #lanes: Uint32Array;

  /** @param capacity - most rows that will be added */
  constructor(capacity: number) {
    this.#owner = new Uint32Array(capacity);
    this.#day = new Int32Array(capacity);
    this.#values = valueColumns.map(() => new Float64Array(capacity));
    this.#hash = new BigUint64Array(capacity);
    this.#lanes = new Uint32Array(this.#hash.buffer);
  }

  /** Sets what the following rows have in common. */
  begin(constants: RowConstants): void {
    this.#constants.push(constants);
  }

  /** Adds row `row` of row-major `values` (6 per row); NaN is missing, anything else has to be finite. */
  add(day: number, values: Float64Array, row: number, hash: HashLanes): void {
    const at = this.count++;
    this.#owner[at] = this.#constants.length - 1;
    this.#day[at] = day;
    for (let column = 0; column < 6; column++) this.#values[column]![at] = values[row * 6 + column]!;
    this.#lanes[at * 2] = hash.low;
    this.#lanes[at * 2 + 1] = hash.high;
  }

  /** The rows so far, for `insertColumns`. */
  columns(): Columns {
    const owner = this.#owner.subarray(0, this.count);
    const text = (pick: (constants: RowConstants) => string): Columns[string] => {
      const dictionary = [...new Set(this.#constants.map(pick))];
      const place = this.#constants.map((constants) => dictionary.indexOf(pick(constants)));
      return { dictionary, indexes: owner.map((of) => place[of]!) };
    };
    const versions = this.#constants.map(({ version }) => version);
    const synthetic = this.#constants.map((constants) => constants.synthetic);
    const [first] = synthetic;
    return {
      symbol: text(({ symbol }) => symbol),
      date: this.#day.subarray(0, this.count),
      ...Object.fromEntries(valueColumns.map((name, column) => [name, this.#values[column]!.subarray(0, this.count)])),
      source: text(({ source }) => source),
      synthetic: synthetic.every((one) => one === first)
        ? { constant: first === true }
        : Array.from(owner, (of) => synthetic[of]!),
      row_hash: this.#hash.subarray(0, this.count),
      version: BigUint64Array.from({ length: this.count }, (_, row) => versions[owner[row]!]!),
    };
  }
}
