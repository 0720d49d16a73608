import type { Clock } from '@fm/platform';
import { discoveryOpeningsTable, nextVersion, type Warehouse } from '@fm/warehouse/rows';
import type { SearchMarket } from '../data/search-market.ts';
import type { SearchRequest } from '../discover.ts';
import { levelOfOpening } from '../gate/levels.ts';
import { momentText } from './search-records.ts';

/** A lock-box that was opened by a search. */
export interface Opening {
  readonly searchId: string;
  /** Of the first look. */
  readonly openedAt: string;
  readonly start: string;
  readonly end: string;
  readonly universe: string;
  /** Looks of this search, the first included. */
  readonly looks: number;
  /** Which opening of the same days of the same stocks it is, from 1. */
  readonly number: number;
  /** Level at which it decides: it shrinks with every opening. */
  readonly level: number;
}

interface StoredOpening extends Omit<Opening, 'number' | 'level'> {
  readonly symbols: string;
  readonly synthetic: boolean;
}

/** What a search looks at. */
export interface LookRequest {
  readonly id: string;
  readonly request: SearchRequest;
  readonly market: Pick<SearchMarket, 'symbols' | 'synthetic' | 'dataVersion'>;
  /** Hashes of the formulas that are read in it. */
  readonly formulas: readonly string[];
}

/** Records that a search looks into its lock-box, before anything of it is read. */
export async function recordLook(warehouse: Warehouse, look: LookRequest, clock: Clock): Promise<void> {
  const { id, request, market, formulas } = look;
  await warehouse.insert(discoveryOpeningsTable, [
    {
      search_id: id,
      opened_at: momentText(clock),
      lockbox_start: request.periods.lockbox.start,
      lockbox_end: request.periods.lockbox.end,
      universe: request.universe,
      symbols: market.symbols.join(','),
      synthetic: market.synthetic,
      data_version: market.dataVersion,
      formulas: formulas.join(','),
      version: nextVersion(),
    },
  ]);
}

/**
 * All openings, in order: of a search the first look. An opening is the k-th where k - 1 other searches looked before at days
 * that overlap its own, of at least one stock that is its own too; the k-th is judged at `0.05 x 6 / (pi^2 k^2)`.
 */
export async function listOpenings(warehouse: Pick<Warehouse, 'query'>): Promise<Opening[]> {
  const rows = await warehouse.query<StoredOpening>(
    `SELECT search_id AS searchId, toString(min(opened_at)) AS openedAt, toString(any(lockbox_start)) AS start,
       toString(any(lockbox_end)) AS end, any(universe) AS universe, toUInt32(count()) AS looks, any(symbols) AS symbols,
       any(synthetic) AS synthetic
     FROM (SELECT * FROM discovery_openings FINAL) GROUP BY search_id ORDER BY openedAt, searchId`,
  );
  return rows.map(({ symbols, synthetic, ...opening }, at) => {
    const own = new Set(symbols.split(','));
    const before = rows
      .slice(0, at)
      .filter((other) => other.start <= opening.end && opening.start <= other.end && other.synthetic === synthetic)
      .filter((other) => other.symbols.split(',').some((symbol) => own.has(symbol)));
    const number = before.length + 1;
    return { ...opening, number, level: levelOfOpening(number) };
  });
}

/** The opening of a search; undefined while its lock-box is sealed. */
export async function openingOf(warehouse: Warehouse, id: string): Promise<Opening | undefined> {
  return (await listOpenings(warehouse)).find(({ searchId }) => searchId === id);
}
