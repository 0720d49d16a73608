import { createHash } from 'node:crypto';
import {
  claimedActions,
  corporateActionsTable,
  deliveredBy,
  type Delivery,
  recordDelivered,
  resolveContradictions,
  type QuarantineEntry,
  type Warehouse,
} from '@fm/warehouse';
import { isoOfDay } from '@fm/platform/time';
import { contradictionText } from '../actions/resolve-actions.ts';
import { remedies } from '../model/problems.ts';
import type { CorporateAction } from '../model/price-rows.ts';

/** Corporate actions of one file. */
export interface ActionBatch {
  readonly delivery: Delivery;
  readonly actions: readonly CorporateAction[];
  readonly source: string;
  readonly synthetic: boolean;
  readonly version: number;
  /** Stored versions above this one are still replaced; see `LoaderOptions.vintage`. */
  readonly replacesAbove: number;
}

/**
 * A number below a thousand for a value: of two that one source reports for one day in answers received in the same
 * millisecond the same one stays whichever comes last (values that share a number, one pair in a thousand, aside).
 */
function tieBreak(value: number): bigint {
  return BigInt(createHash('sha256').update(String(value)).digest().readUInt32BE(0) % 1000);
}

/** Inserts splits and dividends whose value the table does not have yet. */
export async function insertActions(warehouse: Warehouse, batches: readonly ActionBatch[]): Promise<void> {
  const symbols = [...new Set(batches.flatMap(({ actions }) => actions.map((action) => action.symbol)))];
  if (symbols.length === 0) return;
  const known = await warehouse.query<{ key: string; value: number; newest: string }>(
    `SELECT concat(symbol, ' ', toString(date), ' ', kind, ' ', source) AS key, argMax(value, version) AS value,
            toString(max(version)) AS newest
     FROM corporate_actions WHERE symbol IN {symbols:Array(String)} GROUP BY symbol, date, kind, source`,
    { symbols },
  );
  const stored = new Map(known.map((row) => [row.key, row]));
  const byBatch = batches.map(({ actions, source, synthetic, version, replacesAbove }) =>
    actions.flatMap(({ symbol, day, kind, value }) => {
      const row = { symbol, date: isoOfDay(day), kind, value, source, synthetic };
      const there = stored.get(`${symbol} ${row.date} ${kind} ${source}`);
      if (there?.value === value) return [];
      const own = BigInt(version) + tieBreak(value);
      const newest = BigInt(there?.newest ?? 0);
      return [{ ...row, version: Number(newest) > replacesAbove && newest >= own ? newest + 1n : own }];
    }),
  );
  await recordDelivered(
    warehouse,
    byBatch.flatMap((own, at) => {
      const parts = own.map((row) => ({ part: row.symbol, version: row.version }));
      return deliveredBy((batches[at] as ActionBatch).delivery, corporateActionsTable.name, parts);
    }),
  );
  const rows = byBatch.flat();
  if (rows.length > 0) await warehouse.insert(corporateActionsTable, rows);
}

/** Source of corporate actions in quarantine and in the ingest log. */
export const actionsSource = 'corporate-actions';

/** What the place of a claim in quarantine begins with where it went in before it was known to contradict another. */
export const claimPrefix = 'corporate_actions/';

/**
 * Claims of some symbols that went in beside one that they contradict, as deliveries at the same time can, as entries of
 * quarantine: they are not used, see `resolveContradictions`, and count nowhere.
 */
export async function fallenClaims(warehouse: Warehouse, symbols: readonly string[]): Promise<QuarantineEntry[]> {
  if (symbols.length === 0) return [];
  const { overruled } = resolveContradictions(await claimedActions(warehouse, symbols));
  return overruled.map(({ claim, by }) => {
    const { symbol, day, kind, value, source } = claim;
    return {
      ...{ source: actionsSource, uri: `${claimPrefix}${symbol}/${source}`, location: isoOfDay(day), symbol },
      ...{ code: 'ACTION_CONFLICT', message: `${contradictionText(claim, by)}. ${remedies.ACTION_CONFLICT}` },
      payload: `Symbol,Date,Kind,Value\n${symbol},${isoOfDay(day)},${kind},${value}`,
    };
  });
}
