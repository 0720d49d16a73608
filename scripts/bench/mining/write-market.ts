import { openWarehouse } from '@fm/warehouse';
import { writeMarket } from './market.ts';

/* node write-market.ts FOLDER STOCKS DAYS: a process of its own, so that its memory counts for no measurement. */
const [home, stocks, days] = process.argv.slice(2);
const warehouse = await openWarehouse({ home: home as string }, {});
await writeMarket(warehouse, { stocks: Number(stocks), days: Number(days) });
await warehouse.close();
