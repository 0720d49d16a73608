/** Opens the warehouse of the folder in the first argument, computes for minutes, and ends at once when it is asked to. */
import { endAtOnce } from '@fm/platform';
import { openWarehouse } from '../index.ts';

const warehouse = await openWarehouse({ home: process.argv[2] as string });
process.on('SIGTERM', () => endAtOnce('SIGTERM'));
process.on('exit', () => console.log('exit handlers ran'));
warehouse.query('SELECT sum(cityHash64(number, number + 1)) FROM numbers(100000000000)').catch(() => undefined);
setTimeout(() => console.log('busy'), 300);
