/** Opens the warehouse of the folder in the first argument and forgets to close it. */
import { openWarehouse } from '../index.ts';

const warehouse = await openWarehouse({ home: process.argv[2] as string });
console.log(`ready ${warehouse.home}`);
