import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { notifiedKey, openObjectStore, type ObjectStore } from '@fm/object-store';
import { loadConfig, requiredSetting } from '@fm/platform';
import { objectHandler } from '@fm/platform/lambda';
import { functionWarehouse } from '@fm/warehouse/lambda';
import { doors, type Ingested } from './doors.ts';
import { unknownDoor } from './errors.ts';

const prefix = 'facts/';

/** Loads one uploaded file as `fm ingest` does; the same file again changes nothing. */
export const handler = objectHandler('market-data-ingest', async ({ bucket, key: fullKey }, logger) => {
  const store = await openObjectStore(requiredSetting(loadConfig(), 'objectStore'));
  const key = notifiedKey(store, bucket, fullKey);
  if (key?.startsWith(prefix) !== true) return logger.info('not ours', { fullKey });
  const ingested = await oneAtATime(() => ingest(store, key));
  if (ingested === undefined) return logger.info('gone', { key });
  const { read, new: fresh, unchanged, quarantined, problems = [] } = ingested;
  logger.info('ingested', { key, read, new: fresh, unchanged, quarantined });
  for (const problem of problems.slice(0, 25)) logger.warn('quarantined', { problem });
});

/**
 * Loads the object; undefined where it is gone.
 *
 * @throws FACTS_KIND_UNKNOWN, and what the door of the kind throws
 */
async function ingest(store: ObjectStore, key: string): Promise<Ingested | undefined> {
  const [kind = '', ...folders] = key.slice(prefix.length).split('/').slice(0, -1);
  const door = Object.hasOwn(doors, kind) ? doors[kind] : undefined;
  if (door === undefined) throw unknownDoor(key, Object.keys(doors));
  const object = await store.get(key);
  if (object === undefined) return undefined;
  // The same path whenever the file comes, since rows and log name it. The store refuses keys that lead out of the folder.
  const path = join(tmpdir(), 'market-data-ingest', key);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, object.body);
  try {
    return await door({ warehouse: await functionWarehouse(), objectStore: store, path, folders, key });
  } finally {
    await rm(path, { force: true });
  }
}

let last: Promise<unknown> = Promise.resolve();

/** Two deliveries of one file must not share its path. */
function oneAtATime<Result>(work: () => Promise<Result>): Promise<Result> {
  const next = last.catch(() => undefined).then(work);
  last = next;
  return next;
}
