import { ingestLogTable, type Warehouse } from '@fm/warehouse';
import type { PriceFile } from '../model/price-file.ts';
import { wellFormed } from '../model/text.ts';
import type { FileResult } from './file-result.ts';

/** Logs what became of files; a file that is logged with the same outcome already is not logged again. */
export async function logFiles(
  warehouse: Warehouse,
  files: readonly { file: PriceFile; result: FileResult }[],
  version: bigint,
): Promise<void> {
  const rows = files.map(({ file, result }) => ({
    source: file.parsed.source,
    uri: wellFormed(file.uri),
    content_hash: file.contentHash,
    rows_read: result.rowsRead,
    rows_new: result.rowsNew + result.rowsRestated,
    rows_unchanged: result.rowsUnchanged,
    rows_quarantined: result.rowsQuarantined,
    status: result.status,
    message: wellFormed(
      result.problems
        .slice(0, 3)
        .map(({ code, what }) => `${code}: ${what}`)
        .join('; '),
    ),
    version,
  }));
  const known = await warehouse.query<{ uri: string; content_hash: string; rows_quarantined: number; status: string }>(
    `SELECT uri, content_hash, argMax(rows_quarantined, version) AS rows_quarantined, argMax(status, version) AS status
     FROM ingest_log WHERE content_hash IN {hashes:Array(String)} GROUP BY source, uri, content_hash`,
    { hashes: rows.map((row) => row.content_hash) },
  );
  const keyOf = (row: (typeof known)[number]): string =>
    [row.uri, row.content_hash, row.rows_quarantined, row.status].join('\0');
  const logged = new Set(known.map(keyOf));
  const fresh = rows.filter((row) => !logged.has(keyOf(row)));
  if (fresh.length > 0) await warehouse.insert(ingestLogTable, fresh);
}
