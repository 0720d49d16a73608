import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { systemClock } from '@fm/platform';
import type { ObjectStore } from '@fm/object-store';
import type { Warehouse } from '@fm/warehouse';
import { unreadablePath } from './errors.ts';
import { extractObject, type Extracted } from './extract.ts';
import { documentKey } from './keys.ts';
import { failureOf, summarize, type Failure, type FilingProgress, type FilingSummary } from './summary.ts';

export interface IngestFilingsOptions {
  readonly warehouse: Warehouse;
  readonly objectStore: ObjectStore;
  /** JSON documents of EDGAR, folders with them (searched to any depth), or a mapping file `symbol,cik,from,to`. */
  readonly paths: readonly string[];
  readonly onProgress?: (progress: FilingProgress) => void;
}

/**
 * Ingests documents that are already there: companyfacts (also trimmed), submissions and their older pages,
 * company_tickers, and mapping files of symbols (CSV, named one by one). Each is stored raw first and then read from the store, as a collected one is.
 *
 * @throws FILING_PATH when a path cannot be read
 */
export async function ingestFilings(options: IngestFilingsOptions): Promise<FilingSummary> {
  const { warehouse, objectStore, onProgress } = options;
  const files = (await Promise.all(options.paths.map(filesUnder))).flat();
  const extracted: Extracted[] = [];
  const failed: Failure[] = [];
  for (const [index, file] of files.entries()) {
    const subject = basename(file);
    let status: FilingProgress['status'] = 'failed';
    try {
      const key = await storeFile(objectStore, file);
      const result = await extractObject({ warehouse, objectStore, key });
      extracted.push(result);
      status = result.status;
    } catch (thrown) {
      failed.push(failureOf(subject, thrown));
    }
    onProgress?.({ subject, done: index + 1, total: files.length, status });
  }
  return summarize(extracted, files.length, failed);
}

/** Stores a file under its key; its bytes are let go before the stored object is read. */
async function storeFile(objectStore: ObjectStore, file: string): Promise<string> {
  const name = basename(file);
  const body = await readFile(file);
  const key = documentKey('ingested', name.replace(/\.(json|csv)$/i, ''), body);
  await objectStore.putIfAbsent(key, body, { name, received: systemClock.now().toISOString() });
  return key;
}

async function filesUnder(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = await readdir(path, { recursive: true });
    const files = names.filter((name) => name.toLowerCase().endsWith('.json')).sort();
    return files.map((name) => join(path, name));
  } catch (cause) {
    throw unreadablePath(path, cause);
  }
}
