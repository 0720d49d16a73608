import { bySector, sectorsOrWhy } from '@fm/portfolio/sectors';
import { storedRequest } from '@fm/results/stored-records';
import type { Run } from '../api/schemas.ts';
import type { Sectors } from '../api/sector-schemas.ts';
import { summariesOf } from './factor-evidence.ts';
import type { RankingSource } from './ranking.ts';
import type { Reader } from './reader.ts';
import { rowOfRange } from './ranges.ts';
import type { Window } from './window.ts';

/**
 * A factor within each industry over one date range of a run; without dates the longest. Where its stocks cannot be ranked by
 * industry it says why.
 *
 * @throws FACTOR_NOT_FOUND, RANGE_NOT_FOUND
 */
export async function readSectors(
  source: RankingSource & { readonly reader: Reader },
  run: Run,
  factor: string,
  window: Window,
): Promise<Sectors> {
  const rows = await summariesOf(source, run, factor);
  const { start, end } = rowOfRange(rows, window);
  const until = rows.reduce((latest, row) => (row.end > latest ? row.end : latest), '');
  // Industries may be ingested after the run.
  const part = JSON.stringify([factor, await stateOfGroups(source.reader)]);
  const stored = { id: run.run, request: storedRequest.readable(run.request) ?? {} };
  const found = await source.cache.once('sectors', run, part, () =>
    sectorsOrWhy(source.warehouse, stored, factor, until),
  );
  const { sectors, ...rest } = bySector(found, { start, end });
  return { ...{ run: run.run, factor }, ...rest, sectors: [...sectors] };
}

/** Changes with every file of industries that is ingested. */
async function stateOfGroups(reader: Reader): Promise<unknown> {
  return reader.rows(
    'SELECT toString(count()) AS facts, hex(sum(cityHash64(symbol, source, known_at, group_name))) AS hash FROM stock_groups_known',
  );
}
