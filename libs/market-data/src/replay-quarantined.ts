import { createHash } from 'node:crypto';
import type { ObjectStore } from '@fm/object-store';
import { type Clock, fileThatHolds, systemClock } from '@fm/platform';
import { Quarantine, type QuarantineRow, type Warehouse } from '@fm/warehouse';
import { sessionState } from '@fm/platform/time';
import { loadPriceObject } from './collect/load-price-object.ts';
import { isPriceObjectKey } from './collect/price-object.ts';
import { fileIsGone, noSuchEntry } from './errors.ts';
import { isMarkedSynthetic } from './files/synthetic-marker.ts';
import { ingestPrices } from './ingest-prices.ts';
import type { FileResult } from './load/file-result.ts';
import { PriceLoader } from './load/price-loader.ts';
import { quarantineSource } from './load/quarantine.ts';
import type { ProblemCode } from './model/problems.ts';
import { parsePriceCsv } from './parse/parse-csv.ts';

/** Rows that are sound by themselves and are kept aside because of their neighbours: they go in when someone accepts them. */
const needAcceptance: ReadonlySet<string> = new Set<ProblemCode>([
  'RETURN_BEYOND_LIMIT',
  'DUPLICATE_DATE',
  'SPLIT_NOT_APPLIED',
  'DIVIDEND_NOT_APPLIED',
  'UNIT_ERROR_100X',
  'BASIS_CHANGED',
]);

export interface ReplayOptions {
  readonly warehouse: Warehouse;
  /** Where responses of providers are kept. */
  readonly objectStore: ObjectStore;
  /** `quarantine_id` of the entry. */
  readonly id: string;
  /** Loads a row that is only kept aside for what is around it. @default false */
  readonly accept?: boolean;
  /** @default the machine's clock */
  readonly clock?: Clock;
  /** IANA time zone of the exchange. @default 'America/New_York' */
  readonly timeZone?: string;
}

/** The outcome of a replayed entry. */
export interface ReplayResult {
  readonly state: 'replayed' | 'open';
  /** Why it stays open. */
  readonly reason: string;
  readonly results: readonly FileResult[];
}

/**
 * Reads a quarantined row, or the whole file or stored response of a quarantined one, once more under today's rules and loads
 * it where they let it in; the entry is then `replayed`. Doing it again changes nothing.
 *
 * @throws QUARANTINE_NO_ENTRY, QUARANTINE_FILE_GONE, PRICE_OBJECT_GONE; errors of the warehouse
 */
export async function replayQuarantined(options: ReplayOptions): Promise<ReplayResult> {
  const { warehouse, id, accept = false } = options;
  const quarantine = new Quarantine(warehouse);
  const entry = await quarantine.get(id);
  if (entry === undefined || entry.source !== quarantineSource) throw noSuchEntry(id);
  if (needAcceptance.has(entry.code) && !accept) {
    return { state: 'open', reason: `${entry.message} Replay it with acceptance if it is right.`, results: [] };
  }
  const results = isOneRow(entry) ? await replayRow(entry, options) : await replayFile(entry, options);
  const problem = results.flatMap(({ problems }) => problems).find(({ severity }) => severity === 'error');
  const open = problem !== undefined && (isOneRow(entry) || problem.code === entry.code);
  if (!open) await quarantine.setState(id, 'replayed');
  return { state: open ? 'open' : 'replayed', reason: open ? `${problem.what}. ${problem.remedy}` : '', results };
}

/** Whether the payload is a row that can be read by itself: a header and one line. */
function isOneRow({ payload, location }: QuarantineRow): boolean {
  return location.startsWith('line ') && /^[^\n{]+\n[^\n]+$/.test(payload);
}

async function replayRow(entry: QuarantineRow, options: ReplayOptions): Promise<readonly FileResult[]> {
  const { warehouse, clock = systemClock, timeZone = 'America/New_York' } = options;
  const bytes = Buffer.from(entry.payload);
  const parsed = parsePriceCsv([bytes], {
    symbol: entry.symbol,
    ...sessionState(clock.now(), timeZone),
    fromStooq: true,
  });
  const loader = new PriceLoader({ warehouse, clock });
  const contentHash = createHash('sha256').update(bytes).digest('hex');
  await loader.add({ uri: entry.uri, contentHash, synthetic: isMarkedSynthetic(entry.uri), parsed });
  await loader.flush();
  return loader.results;
}

async function replayFile(entry: QuarantineRow, options: ReplayOptions): Promise<readonly FileResult[]> {
  if (isPriceObjectKey(entry.uri)) {
    const { warehouse, objectStore } = options;
    return [(await loadPriceObject({ warehouse, objectStore, key: entry.uri })).result];
  }
  const path = fileThatHolds(entry.uri);
  if (path === undefined) throw fileIsGone(entry.quarantine_id, entry.uri);
  const { warehouse, clock = systemClock, timeZone = 'America/New_York' } = options;
  return (await ingestPrices({ warehouse, paths: [path], clock, timeZone })).perFile;
}
