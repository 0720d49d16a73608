/** Extracts every stored document of the workbench in the folder of the first argument. */
import { join } from 'node:path';
import { localObjectStore } from '@fm/object-store';
import { openWarehouse } from '@fm/warehouse';
import { extractObject } from '../extract.ts';

const folder = process.argv[2] as string;
const warehouse = await openWarehouse({ home: join(folder, 'warehouse') });
const objectStore = localObjectStore(join(folder, 'objects'));
for await (const { key } of objectStore.list('sec-filing/')) await extractObject({ warehouse, objectStore, key });
await warehouse.close();
