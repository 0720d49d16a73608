import { IngestLog, type Warehouse } from '@fm/warehouse';
import type { PriceFile } from '../model/price-file.ts';
import { wellFormed } from '../model/text.ts';
import type { FileResult } from './file-result.ts';

/** Logs the outcome of files; a file whose content is logged with the same outcome is not logged again. */
export async function logFiles(
  warehouse: Warehouse,
  files: readonly { file: PriceFile; result: FileResult }[],
): Promise<void> {
  const records = files.map(({ file, result }) => ({
    source: file.parsed.source,
    uri: wellFormed(file.uri),
    content_hash: file.contentHash,
    rows_read: result.rowsRead,
    rows_new: result.rowsNew + result.rowsRestated,
    rows_unchanged: result.rowsUnchanged,
    rows_quarantined: result.rowsQuarantined,
    status: result.status,
    message: wellFormed(messageOf(result)),
  }));
  const known = await warehouse.query<Outcome>(
    `SELECT uri, content_hash, argMax(rows_quarantined, version) AS rows_quarantined, argMax(status, version) AS status
     FROM ingest_log WHERE content_hash IN {hashes:Array(String)} GROUP BY source, uri, content_hash`,
    { hashes: records.map((record) => record.content_hash) },
  );
  const logged = new Set(known.map(keyOf));
  const fresh = records.filter((record) => !logged.has(keyOf(record)));
  if (fresh.length > 0) await new IngestLog(warehouse).record(...fresh);
}

interface Outcome {
  readonly uri: string;
  readonly content_hash: string;
  readonly rows_quarantined: number;
  readonly status: string;
}

function keyOf({ uri, content_hash, rows_quarantined, status }: Outcome): string {
  return [uri, content_hash, rows_quarantined, status].join('\0');
}

/** The first problems of a file in one line. */
function messageOf({ problems }: FileResult): string {
  return problems
    .slice(0, 3)
    .map(({ code, what }) => `${code}: ${what}`)
    .join('; ');
}
