/** Plays the ClickHouse server: holds the folder of the first argument until standard input ends. */
import { once } from 'node:events';
import { openWarehouse, pricesTable } from '@fm/warehouse';
import { chaosMarket } from './market.ts';

const warehouse = await openWarehouse({ home: process.argv[2] as string });
if (process.argv[3] === 'fill') await warehouse.insert(pricesTable, chaosMarket());
console.log('ready');
process.stdin.resume();
await once(process.stdin, 'end');
await warehouse.close();
