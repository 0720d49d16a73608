/** Ingests `argv[3]` into the data folder `argv[2]`, few rows at a time, and writes a line for every file. */
import { openWarehouse } from '@fm/warehouse';
import { ingestPrices } from '../ingest-prices.ts';

const [home, path] = process.argv.slice(2);
const warehouse = await openWarehouse({ home: home! });
console.log('open');
const { rowsRead } = await ingestPrices({
  warehouse,
  paths: [path!],
  groupRows: 300,
  onProgress: ({ filesDone }) => console.log(`file ${filesDone}`),
});
console.log(`read ${rowsRead}`);
await warehouse.close();
