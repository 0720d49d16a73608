import { count, figure, objectWith, StoredJson } from '@fm/platform/stored-json';
import type { Warehouse } from '@fm/warehouse/rows';
import { placeboReport, type PlaceboOutcome, type PlaceboReport } from '../placebo/placebo-report.ts';
import type { SearchRecord } from './search-records.ts';

const storedPlacebo = new StoredJson<PlaceboOutcome>(
  'the outcome of a placebo search',
  objectWith({ number: count, distinct: count, smallestP: figure }),
);

/** The placebo searches of a search that have finished, by their numbers. */
export async function listPlacebos(warehouse: Pick<Warehouse, 'query'>, id: string): Promise<PlaceboOutcome[]> {
  const rows = await warehouse.query<{ result: string }>(
    'SELECT result FROM discovery_placebos FINAL WHERE search_id = {id:String} ORDER BY number',
    { id },
  );
  return rows.map(({ result }) => storedPlacebo.read(result, `table discovery_placebos, search ${id}`));
}

/** What the placebo searches of a search say; undefined where it has none. */
export async function placebosOf(
  warehouse: Pick<Warehouse, 'query'>,
  { id, request, report }: SearchRecord,
): Promise<PlaceboReport | undefined> {
  return report === undefined ? undefined : placeboReport(request, report, await listPlacebos(warehouse, id));
}
