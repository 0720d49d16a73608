import type { Warehouse } from '@fm/warehouse';
import { extractObject, type Extracted } from '../extract.ts';
import { summarize, type FilingSummary } from '../summary.ts';
import { FetchRun, type FetchFilingsOptions } from './fetch-run.ts';

export interface CollectFilingsOptions extends FetchFilingsOptions {
  readonly warehouse: Warehouse;
}

/**
 * Fetches the filings of companies into the object store: the CIK through `company_tickers.json`, then `submissions` with
 * the older pages that are not stored yet, then `companyfacts`, only when a filing is known whose facts are not stored.
 * Needs no warehouse: the extract step reads what was stored.
 *
 * @returns counts of documents: `new` ones and those that were stored `unchanged` before
 */
export async function fetchFilings(options: FetchFilingsOptions): Promise<FilingSummary> {
  const documents: Pick<Extracted, 'status' | 'rowsNew' | 'rowsQuarantined'>[] = [];
  const run = new FetchRun(options, (_key, stored) => {
    const status = stored ? 'new' : 'unchanged';
    documents.push({ status, rowsNew: 0, rowsQuarantined: 0 });
    return Promise.resolve(status);
  });
  await run.all();
  return summarize(documents, run.fetched, run.failed);
}

/** Fetches the filings of companies, see {@link fetchFilings}, and reads each stored document into the warehouse. */
export async function collectFilings(options: CollectFilingsOptions): Promise<FilingSummary> {
  const { warehouse, objectStore } = options;
  const documents: Extracted[] = [];
  const run = new FetchRun(options, async (key) => {
    const extracted = await extractObject({ warehouse, objectStore, key });
    documents.push(extracted);
    return extracted.status;
  });
  await run.all();
  return summarize(documents, run.fetched, run.failed);
}
