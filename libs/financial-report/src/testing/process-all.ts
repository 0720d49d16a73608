/** Processes every stored report of the folder of the first argument with the model at the address of the second. */
import { join } from 'node:path';
import { fixedClock } from '@fm/platform';
import { bedrockModel, createBedrockClient } from '@fm/platform/bedrock';
import { localObjectStore } from '@fm/object-store';
import { openWarehouse } from '@fm/warehouse';
import { processReportObject } from '../load/process-object.ts';
import { createPdfReader } from '../pdf/reader.ts';

const [folder = '', endpoint = ''] = process.argv.slice(2);
const warehouse = await openWarehouse({ home: join(folder, 'warehouse') });
const store = localObjectStore(join(folder, 'objects'));
const reader = createPdfReader();
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const model = bedrockModel(
  createBedrockClient({ region: 'us-east-1', endpoint, credentials }),
  'us.amazon.nova-pro-v1:0',
);
const clock = fixedClock('2024-05-01T12:00:00Z');
for await (const { key } of store.list('reports/'))
  await processReportObject({ warehouse, store, reader, model, clock }, key, clock.now());
await reader.close();
await warehouse.close();
