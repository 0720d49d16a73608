import type { RowOf, TableContract, Warehouse } from '@fm/warehouse';

/**
 * Rows on their way to the warehouse. Without a delay each is in when `put` returns; with one, `put` returns at once and
 * the rows of that time go in together. A failed write is thrown by the next `put` or `flush`.
 */
export class RowBuffer {
  readonly #warehouse: Warehouse;
  readonly #delay: number | undefined;
  readonly #waiting = new Map<TableContract, Record<string, unknown>[]>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #failure: { readonly thrown: unknown } | undefined;

  constructor(warehouse: Warehouse, delayMilliseconds?: number) {
    this.#warehouse = warehouse;
    this.#delay = delayMilliseconds;
  }

  async put<Table extends TableContract>(table: Table, ...rows: readonly RowOf<Table>[]): Promise<void> {
    const waiting = this.#waiting.get(table) ?? [];
    this.#waiting.set(table, waiting);
    for (const row of rows) waiting.push(row);
    if (this.#delay === undefined || this.#failure !== undefined) return this.flush();
    this.#timer ??= setTimeout(() => void this.flush().catch((thrown: unknown) => this.#keep(thrown)), this.#delay);
  }

  /** Writes what is pending; everything put before is stored when it returns. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    const writing = this.#writing;
    this.#writing = writing.catch(() => undefined);
    await writing;
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) throw failure.thrown;
  }

  #keep(thrown: unknown): void {
    this.#failure = { thrown };
  }

  async #write(): Promise<void> {
    for (const [table, rows] of this.#waiting) {
      if (rows.length === 0) continue;
      const taken = rows.splice(0);
      try {
        await this.#warehouse.insert(table, taken as RowOf<typeof table>[]);
      } catch (thrown) {
        rows.unshift(...taken);
        throw thrown;
      }
    }
  }
}
