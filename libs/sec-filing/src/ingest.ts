import { systemClock } from '@fm/platform';
import { type PlainFile, readFiles } from '@fm/platform/packed';
import type { ObjectStore } from '@fm/object-store';
import type { Warehouse } from '@fm/warehouse';
import { extractObject, type Extracted } from './extract.ts';
import { documentKey } from './keys.ts';
import { failureOf, summarize, type Failure, type FilingProgress, type FilingSummary } from './summary.ts';

/** Largest document that is read; the companyfacts of the largest filers are about 10 MB. */
const maxDocumentBytes = 512 * 2 ** 20;

export interface IngestFilingsOptions {
  readonly warehouse: Warehouse;
  readonly objectStore: ObjectStore;
  /** JSON documents of EDGAR, folders with them (searched to any depth), the SEC's archives of them, or a mapping file `symbol,cik,from,to`. */
  readonly paths: readonly string[];
  readonly onProgress?: (progress: FilingProgress) => void;
}

/**
 * Ingests documents that are already there: companyfacts (also trimmed), submissions and their older pages,
 * company_tickers, and mapping files of symbols (CSV, named one by one). Each is stored raw first and then read from the store, as a collected one is.
 *
 * @throws PATH_UNREADABLE, PATH_EMPTY, PATH_DANGLING, PATH_NOT_A_FILE when no path leads to a file
 */
export async function ingestFilings(options: IngestFilingsOptions): Promise<FilingSummary> {
  const { warehouse, objectStore, onProgress } = options;
  const extracted: Extracted[] = [];
  const failed: Failure[] = [];
  let unread = 0;
  const { total, files } = readFiles(options.paths, {
    extensions: ['.json'],
    maxBytes: maxDocumentBytes,
    onProblem: ({ code, path, what, remedy }) => {
      failed.push({ subject: path, code, message: `${what}. ${remedy}` });
      if (code === 'FILE_UNREADABLE' || code === 'FILE_TOO_LARGE') unread++;
    },
  });
  let done = 0;
  for (const file of files) {
    const subject = file.name;
    let status: FilingProgress['status'] = 'failed';
    try {
      const key = await storeFile(objectStore, file);
      const result = await extractObject({ warehouse, objectStore, key });
      extracted.push(result);
      status = result.status;
    } catch (thrown) {
      failed.push(failureOf(subject, thrown));
    }
    done++;
    onProgress?.({ subject, done, total, status });
  }
  return summarize(extracted, done + unread, failed);
}

/** Stores a file under its key, from which it is read like a collected one. */
async function storeFile(objectStore: ObjectStore, { name, bytes: body }: PlainFile): Promise<string> {
  const key = documentKey('ingested', name.replace(/\.(json|csv)$/i, ''), body);
  await objectStore.putIfAbsent(key, body, { name, received: systemClock.now().toISOString() });
  return key;
}
