/**
 * Loads prices of symbols S<from>..S<to - 1> into the folder of the first argument, one insert for each, and ends.
 * The same symbol has the same rows in every process.
 */
import { openWarehouse } from '../index.ts';
import { loadSymbol } from './load-symbol.ts';

const [home, from, to] = process.argv.slice(2);
const warehouse = await openWarehouse({ home: home as string });
console.log(`ready ${warehouse.home}`);
for (let symbol = Number(from); symbol < Number(to); symbol++) {
  await loadSymbol(warehouse, symbol);
  console.log(`in ${symbol}`);
}
await warehouse.close();
