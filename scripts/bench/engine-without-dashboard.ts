import { openWarehouse } from '@fm/warehouse';

/** The embedded engine without a dashboard: opened, and asked what the overview asks. */
const warehouse = await openWarehouse();
for (let time = 0; time < 5; time++) {
  await warehouse.query('SELECT * FROM runs FINAL');
  await warehouse.query('SELECT * FROM factor_summaries FINAL');
}
process.stdout.write('ready\n');
process.stdin.resume();
await new Promise((resolve) => process.stdin.once('end', resolve));
await warehouse.close();
