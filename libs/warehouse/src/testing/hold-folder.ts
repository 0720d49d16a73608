/** Opens the warehouse of the folder in the first argument and keeps it until standard input ends. */
import { once } from 'node:events';
import { openWarehouse } from '../index.ts';

const warehouse = await openWarehouse({ home: process.argv[2] as string });
console.log(`ready ${warehouse.home}`);
process.stdin.resume();
await once(process.stdin, 'end');
await warehouse.close();
console.log('closed');
