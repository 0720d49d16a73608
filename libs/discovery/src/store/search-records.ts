import type { Clock } from '@fm/platform';
import {
  discoveryEpochsTable,
  discoverySearchesTable,
  lastingVersion,
  nextVersion,
  riseAbove,
  type Warehouse,
} from '@fm/warehouse/rows';
import type { SearchMarket } from '../data/search-market.ts';
import type { SearchRequest } from '../discover.ts';
import { unknownSearch } from '../errors.ts';
import type { LockboxReport, SearchReport } from '../gate/report.ts';
import type { EpochStore } from '../search/run-search.ts';
import { storedEpoch, storedLockbox, storedReport, storedSearchRequest } from './stored-searches.ts';

/** A search as the warehouse keeps it. */
export interface SearchRecord {
  readonly id: string;
  readonly status: 'running' | 'finished';
  readonly request: SearchRequest;
  readonly dataVersion: string;
  readonly synthetic: boolean;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  /** Different formulas that were tried; 0 while it runs. */
  readonly trials: number;
  /** What it found; absent while it runs. */
  readonly report?: SearchReport;
  /** Its lock-box results; absent while that is sealed. */
  readonly lockbox?: LockboxReport;
}

/** Keeps the islands and epochs of a search in the warehouse. */
export function epochStore(warehouse: Warehouse, id: string): EpochStore {
  return {
    async read() {
      const rows = await warehouse.query<{ result: string }>(
        'SELECT result FROM discovery_epochs FINAL WHERE search_id = {id:String} ORDER BY epoch, island',
        { id },
      );
      return rows.map(({ result }) => storedEpoch.read(result, `table discovery_epochs, search ${id}`));
    },
    write: (result) =>
      warehouse.insert(discoveryEpochsTable, [
        {
          search_id: id,
          epoch: result.epoch,
          island: result.island,
          trials: result.counts.evaluated,
          result: JSON.stringify(result),
          version: nextVersion(),
        },
      ]),
  };
}

/** The common columns of the rows of a search. */
interface SearchHead {
  readonly id: string;
  readonly request: SearchRequest;
  readonly market: Pick<SearchMarket, 'dataVersion' | 'synthetic'>;
}

/** Records that a search runs; one that is finished stays so. */
export async function recordBegin(warehouse: Warehouse, head: SearchHead, clock: Clock): Promise<void> {
  await warehouse.insert(discoverySearchesTable, [
    { ...rowOf(head, clock), status: 'running', finished_at: null, trials: 0n, report: '', version: nextVersion() },
  ]);
}

/** Records what a search found, and what its lock-box says where that was opened. */
export async function recordEnd(
  warehouse: Warehouse,
  head: SearchHead,
  clock: Clock,
  report: SearchReport,
  lockbox?: LockboxReport,
): Promise<void> {
  // A clock that was ahead when the lock-box was sealed must not hide the new row.
  const [before] = await warehouse.query<{ version: string; startedAt: string }>(
    `SELECT toString(max(version)) AS version, toString(min(started_at)) AS startedAt FROM discovery_searches
     WHERE search_id = {id:String} HAVING count() > 0`,
    { id: head.id },
  );
  riseAbove(BigInt(before?.version ?? 0));
  const own = rowOf(head, clock);
  await warehouse.insert(discoverySearchesTable, [
    {
      ...own,
      started_at: before?.startedAt ?? own.started_at,
      status: 'finished',
      finished_at: momentText(clock),
      trials: BigInt(report.trials.distinct),
      report: JSON.stringify(report),
      lockbox: lockbox === undefined ? '' : JSON.stringify(lockbox),
      version: lastingVersion(),
    },
  ]);
}

function rowOf({ id, request, market }: SearchHead, clock: Clock) {
  return {
    search_id: id,
    request: JSON.stringify(request),
    data_version: market.dataVersion,
    synthetic: market.synthetic,
    started_at: momentText(clock),
    lockbox: '',
  };
}

/** The clock's moment as a DateTime64(3) literal in UTC. */
export function momentText(clock: Clock): string {
  return clock.now().toISOString().replace('T', ' ').replace('Z', '');
}

const columns = `search_id AS id, status, request, data_version AS dataVersion, synthetic, toString(started_at) AS startedAt,
  toString(finished_at) AS finishedAt, toFloat64(trials) AS trials, report, lockbox`;

type StoredSearch = Omit<SearchRecord, 'request' | 'report' | 'lockbox'> &
  Readonly<Record<'request' | 'report' | 'lockbox', string>>;

/** All searches, the latest first. */
export async function listSearches(warehouse: Pick<Warehouse, 'query'>): Promise<SearchRecord[]> {
  const rows = await warehouse.query<StoredSearch>(
    `SELECT ${columns} FROM discovery_searches FINAL ORDER BY started_at DESC, search_id`,
  );
  return rows.map(recordOf);
}

/**
 * The search with an id, or the start of one; the latest if none is given.
 *
 * @throws UNKNOWN_SEARCH
 */
export async function findSearch(warehouse: Pick<Warehouse, 'query'>, id = ''): Promise<SearchRecord> {
  const rows = await warehouse.query<StoredSearch>(
    `SELECT ${columns} FROM discovery_searches FINAL WHERE startsWith(search_id, {id:String})
     ORDER BY started_at DESC, search_id LIMIT 1`,
    { id },
  );
  const [row] = rows;
  if (row === undefined) throw unknownSearch(id);
  return recordOf(row);
}

function recordOf({ request, report, lockbox, ...rest }: StoredSearch): SearchRecord {
  const where = `table discovery_searches, search ${rest.id}`;
  return {
    ...rest,
    request: storedSearchRequest.read(request, where),
    ...(report === '' ? {} : { report: storedReport.read(report, where) }),
    ...(lockbox === '' ? {} : { lockbox: storedLockbox.read(lockbox, where) }),
  };
}
