/** Inserts blocks of 1,000 rows without end into the folder of the first argument, saying each that is in. */
import { insertColumns, openWarehouse, pricesTable } from '../index.ts';

const rowsPerBlock = 1000;
const days = Int32Array.from({ length: rowsPerBlock }, (_, day) => day);
const values = new Float64Array(rowsPerBlock).fill(1);
const hashes = BigUint64Array.from({ length: rowsPerBlock }, (_, row) => BigInt(row));

const warehouse = await openWarehouse({ home: process.argv[2] as string });
console.log(`ready ${warehouse.home}`);
for (let block = 0; ; block++) {
  await insertColumns(warehouse, pricesTable, {
    symbol: { constant: `S${block}` },
    date: days,
    open: values,
    high: values,
    low: values,
    close: values,
    adj_close: values,
    volume: values,
    source: { constant: 'test' },
    synthetic: { constant: true },
    row_hash: hashes,
    version: { constant: 1n },
  });
  console.log(`block ${block}`);
}
