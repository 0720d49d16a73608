/** Records the trials in the file of the second argument, a list for each run, in the warehouse of the first. */
import { readFileSync } from 'node:fs';
import { openWarehouse } from '@fm/warehouse';
import { recordTrials, type TriedTrial } from '../ledger/index.ts';

const [home = '', input = ''] = process.argv.slice(2);
const warehouse = await openWarehouse({ home });
console.log('open');
for (const run of JSON.parse(readFileSync(input, 'utf8')) as TriedTrial[][]) {
  await recordTrials(warehouse, 'warehouse', run, new Date('2024-03-01'));
  console.log('recorded');
}
await warehouse.close();
