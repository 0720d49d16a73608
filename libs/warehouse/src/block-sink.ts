import type { RowOf, TableContract, Warehouse } from './contract.ts';
import { encodeRows } from './binary/encode-rows.ts';

/** Where rows go: the warehouse itself, or {@link BlockCollector} where there is none, as in a worker thread. */
export type RowSink = Pick<Warehouse, 'insert' | 'insertBytes'>;

/** Rows of one table in a format of ClickHouse, ready to be inserted. */
export interface RowBlock {
  readonly table: TableContract;
  readonly columns: readonly string[];
  readonly format: string;
  readonly body: Uint8Array;
}

/** Keeps what is inserted as blocks, which another thread hands to the warehouse by {@link insertBlocks}. */
export class BlockCollector implements RowSink {
  readonly #blocks: RowBlock[] = [];

  insert<Table extends TableContract>(table: Table, rows: readonly RowOf<Table>[]): Promise<void> {
    if (rows.length === 0) return Promise.resolve();
    const body = encodeRows(table, rows, 0, rows.length);
    return this.insertBytes(table, Object.keys(table.columns), 'RowBinary', body);
  }

  insertBytes(table: TableContract, columns: readonly string[], format: string, body: Uint8Array): Promise<void> {
    if (body.length > 0) this.#blocks.push({ table, columns, format, body });
    return Promise.resolve();
  }

  /** What was inserted since the last call. */
  take(): RowBlock[] {
    return this.#blocks.splice(0);
  }
}

/** Most bytes of one insert that is made of several blocks. */
const mostBytes = 32 * 2 ** 20;

/** Inserts blocks; those of one table and format go in together, since an insert costs more than its rows. */
export async function insertBlocks(sink: RowSink, blocks: readonly RowBlock[]): Promise<void> {
  const alike = new Map<string, RowBlock[]>();
  for (const block of blocks) {
    const key = [block.table.name, block.format, ...block.columns].join('\0');
    alike.set(key, [...(alike.get(key) ?? []), block]);
  }
  for (const group of alike.values()) {
    let together: RowBlock[] = [];
    let bytes = 0;
    const flush = async (): Promise<void> => {
      const [first] = together;
      if (first === undefined) return;
      const body = together.length === 1 ? first.body : Buffer.concat(together.map((block) => block.body));
      await sink.insertBytes(first.table, first.columns, first.format, body);
      together = [];
      bytes = 0;
    };
    for (const block of group) {
      if (bytes + block.body.length > mostBytes) await flush();
      together.push(block);
      bytes += block.body.length;
    }
    await flush();
  }
}
