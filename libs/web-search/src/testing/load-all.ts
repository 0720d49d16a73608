/** Loads every stored search of the folder of the first argument, the second a seed for their order. */
import { join } from 'node:path';
import { fixedClock } from '@fm/platform';
import { localObjectStore } from '@fm/object-store';
import { openWarehouse } from '@fm/warehouse';
import { loadArticleObject } from '../load/load-object.ts';
import { lexiconScorer } from '../scoring/lexicon.ts';

const [folder = '', turn = '0'] = process.argv.slice(2);
const warehouse = await openWarehouse({ home: join(folder, 'warehouse') });
const store = localObjectStore(join(folder, 'objects'));
const keys: string[] = [];
for await (const { key } of store.list('web-search/')) keys.push(key);
const deps = { warehouse, store, scorer: lexiconScorer, clock: fixedClock('2025-12-05T00:00:00Z') };
console.log('open');
const from = Number(turn) % keys.length;
for (const key of [...keys.slice(from), ...keys.slice(0, from)]) {
  await loadArticleObject(deps, key);
  console.log(key);
}
await warehouse.close();
