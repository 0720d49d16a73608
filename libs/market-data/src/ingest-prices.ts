import { systemClock, type Clock } from '@fm/platform';
import type { Warehouse } from '@fm/warehouse';
import { noPriceFiles } from './errors.ts';
import { findPriceFiles } from './files/find-files.ts';
import { readPriceFiles } from './files/read-price-files.ts';
import type { FileResult } from './load/file-result.ts';
import { PriceLoader } from './load/price-loader.ts';
import type { CloseKind } from './model/close-kind.ts';
import type { DropReason } from './model/parsed.ts';
import type { Problem } from './model/problems.ts';

/** How far an ingest is. */
export interface IngestProgress {
  /** File just read. */
  readonly file: string;
  readonly filesDone: number;
  readonly filesTotal: number;
  /** Rows read so far. */
  readonly rows: number;
}

export interface IngestOptions {
  readonly warehouse: Warehouse;
  /** Files and folders. */
  readonly paths: readonly string[];
  /** @default the machine's clock */
  readonly clock?: Clock;
  readonly onProgress?: (progress: IngestProgress) => void;
  /** Stops between two files; what is in stays in. */
  readonly signal?: AbortSignal | undefined;
  /** IANA time zone of the exchange, for files that name none. @default 'America/New_York' */
  readonly timeZone?: string;
  /** What the closes of CSV files are. @default found in each file */
  readonly closes?: CloseKind | undefined;
  /** Rows per insert. @default 90,000 */
  readonly groupRows?: number;
}

/** The outcome of all files. rowsRead = new + restated + unchanged + quarantined + dropped. */
export interface IngestSummary {
  readonly files: number;
  readonly symbols: readonly string[];
  readonly rowsRead: number;
  readonly rowsNew: number;
  readonly rowsRestated: number;
  readonly rowsUnchanged: number;
  readonly rowsQuarantined: number;
  readonly rowsDropped: Readonly<Record<DropReason, number>>;
  readonly synthetic: boolean;
  readonly seconds: number;
  readonly perFile: readonly FileResult[];
  readonly problems: readonly Problem[];
}

/**
 * Loads daily prices from CSV files of the usual forms and Yahoo chart JSON files. A file or row that can not be used
 * is kept in quarantine and named in `problems`; everything else is loaded. Repeating it, in parallel or after a crash,
 * changes nothing.
 *
 * @throws INGEST_NO_FILES when no path leads to a file; errors of the warehouse
 */
export async function ingestPrices(options: IngestOptions): Promise<IngestSummary> {
  const { warehouse, paths, clock = systemClock, timeZone = 'America/New_York', signal } = options;
  const started = performance.now();
  const { files, problems } = findPriceFiles(paths);
  if (files.length === 0) {
    throw noPriceFiles(
      paths,
      problems.map((problem) => `${problem.file}: ${problem.what}`),
    );
  }
  const loader = new PriceLoader({ warehouse, clock, groupRows: options.groupRows });
  let rows = 0;
  for (const [at, path] of files.entries()) {
    signal?.throwIfAborted();
    for await (const file of readPriceFiles(path, { now: clock.now(), timeZone, closes: options.closes })) {
      signal?.throwIfAborted();
      await loader.add(file);
      rows += file.parsed.rowsRead;
    }
    options.onProgress?.({ file: path, filesDone: at + 1, filesTotal: files.length, rows });
  }
  await loader.flush();
  return summarize(loader.results, problems, (performance.now() - started) / 1000);
}

/** Adds up the results of files. */
export function summarize(
  perFile: readonly FileResult[],
  pathProblems: readonly Problem[],
  seconds: number,
): IngestSummary {
  const sum = (read: (result: FileResult) => number): number =>
    perFile.reduce((total, result) => total + read(result), 0);
  return {
    files: perFile.length,
    symbols: [...new Set(perFile.flatMap((result) => result.symbols))].sort(),
    rowsRead: sum((result) => result.rowsRead),
    rowsNew: sum((result) => result.rowsNew),
    rowsRestated: sum((result) => result.rowsRestated),
    rowsUnchanged: sum((result) => result.rowsUnchanged),
    rowsQuarantined: sum((result) => result.rowsQuarantined),
    rowsDropped: {
      null_row: sum((result) => result.rowsDropped.null_row),
      live_bar: sum((result) => result.rowsDropped.live_bar),
      other_basis: sum((result) => result.rowsDropped.other_basis),
      last_day_again: sum((result) => result.rowsDropped.last_day_again),
      price_zero: sum((result) => result.rowsDropped.price_zero),
    },
    synthetic: perFile.some((result) => result.synthetic),
    seconds,
    perFile,
    problems: [...pathProblems, ...perFile.flatMap((result) => result.problems)],
  };
}
