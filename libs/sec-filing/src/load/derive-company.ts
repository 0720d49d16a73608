import { fundamentalEventsTable, type Warehouse } from '@fm/warehouse';
import type { KnownFact } from '../derive/book.ts';
import { deriveFundamentals } from '../derive/fundamentals.ts';
import { readTags } from '../derive/items.ts';
import { momentText } from './load-rows.ts';

interface FactRow {
  readonly tag: string;
  readonly unit: string;
  readonly start: string;
  readonly end: string;
  readonly instant: boolean;
  readonly value: number;
  readonly accn: string;
  readonly filed: string;
  readonly formRank: number;
  readonly knownAt: string;
}

const factsQuery = `
  SELECT tag, unit, start, end, instant, value, accn, filed, form_rank AS formRank,
         toUnixTimestamp64Milli(known_at) AS knownAt
  FROM filing_facts_known
  WHERE cik = {cik:String} AND taxonomy IN ('us-gaap', 'dei') AND tag IN {tags:Array(String)}`;

/** Values that a filing of the company contradicts itself about; they are in quarantine. */
const contradictedQuery = `
  SELECT DISTINCT JSONExtractString(payload, 'tag') AS tag, JSONExtractString(payload, 'unit') AS unit,
    JSONExtractString(payload, 'start') AS start, JSONExtractString(payload, 'end') AS end,
    JSONExtractString(payload, 'accn') AS accn
  FROM quarantine FINAL
  WHERE source = 'sec-filing' AND code = 'FACT_CONTRADICTED' AND accn IN {filings:Array(String)}
  ORDER BY tag, unit, start, end, accn`;

interface ContradictedRow {
  readonly tag: string;
  readonly unit: string;
  readonly start: string;
  readonly end: string;
  readonly accn: string;
}

/** Facts without a value for what filings contradict themselves about, known with the rest of their filing. */
async function contradictedFacts(warehouse: Warehouse, facts: readonly KnownFact[]): Promise<KnownFact[]> {
  const filings = new Map(facts.map((fact) => [fact.accn, fact]));
  if (filings.size === 0) return [];
  const rows = await warehouse.query<ContradictedRow>(contradictedQuery, { filings: [...filings.keys()] });
  const read = new Set(readTags);
  return rows
    .filter(({ tag }) => read.has(tag))
    .map(({ start, ...row }) => {
      const { filed, formRank, knownAt } = filings.get(row.accn) as KnownFact;
      return { ...row, start: start === '' ? undefined : start, value: NaN, filed, formRank, knownAt };
    });
}

/**
 * Derives the fundamentals of a company from everything in the warehouse and writes them.
 *
 * The version is taken from the warehouse's clock before the facts are read: of derivations that run at the same time
 * the one with the highest version has read everything that was there when any of the others began.
 *
 * @returns number of events
 */
export async function deriveCompany(warehouse: Warehouse, cik: string): Promise<number> {
  const [moment] = await warehouse.query<{ version: string }>(
    'SELECT toString(toUnixTimestamp64Micro(now64(6))) AS version',
  );
  const version = BigInt(moment?.version ?? 0);
  const rows = await warehouse.query<FactRow>(factsQuery, { cik, tags: readTags });
  const facts = rows.map((row): KnownFact => ({
    ...row,
    start: row.instant ? undefined : row.start,
    knownAt: Number(row.knownAt),
  }));
  const events = deriveFundamentals([...facts, ...(await contradictedFacts(warehouse, facts))]);
  await warehouse.insert(
    fundamentalEventsTable,
    events.map((event) => ({
      cik,
      item: event.item,
      filing: event.filing,
      known_at: momentText(event.knownAt),
      period_end: event.periodEnd,
      value: event.value,
      unit: event.unit,
      tag: event.tag,
      derivation: event.derivation,
      accn: event.accn,
      reason: event.reason,
      version,
    })),
  );
  return events.length;
}
