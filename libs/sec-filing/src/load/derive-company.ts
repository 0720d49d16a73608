import {
  fundamentalEventsTable,
  insertColumns,
  queryColumns,
  type TextDictionary,
  type Warehouse,
} from '@fm/warehouse';
import type { KnownFact } from '../derive/known-fact.ts';
import { deriveFundamentals } from '../derive/fundamentals.ts';
import { readTags } from '../derive/items.ts';

const textColumns = ['tag', 'unit', 'accn', 'start', 'end', 'filed'];

/** Facts as columns, which take less to read than rows: texts, which repeat, as dictionaries. */
const factsQuery = `
  SELECT ${textColumns.map((name) => `toLowCardinality(toString(${name})) AS ${name}_text`).join(', ')},
         toFloat64(instant) AS instant_flag, value, toFloat64(form_rank) AS rank, known_at
  FROM filing_facts_known
  WHERE cik = {cik:String} AND taxonomy IN ('us-gaap', 'dei') AND tag IN {tags:Array(String)}`;

/** The facts of a company that derivations read, with the moment each became known. */
async function knownFacts(warehouse: Warehouse, cik: string): Promise<KnownFact[]> {
  const { rows, columns } = await queryColumns(warehouse, factsQuery, { cik, tags: readTags });
  if (rows === 0) return [];
  const textOf = (name: string): ((row: number) => string) => {
    const { dictionary, indexes } = columns[`${name}_text`] as TextDictionary;
    return (row) => dictionary[indexes[row] as number] as string;
  };
  const [tag, unit, accn] = [textOf('tag'), textOf('unit'), textOf('accn')];
  const [start, end, filed] = [textOf('start'), textOf('end'), textOf('filed')];
  const [instant, value] = [columns['instant_flag'] as Float64Array, columns['value'] as Float64Array];
  const [rank, knownAt] = [columns['rank'] as Float64Array, columns['known_at'] as Float64Array];
  return Array.from({ length: rows }, (_, row) => ({
    tag: tag(row),
    unit: unit(row),
    start: instant[row] === 1 ? undefined : start(row),
    end: end(row),
    value: value[row] as number,
    accn: accn(row),
    filed: filed(row),
    formRank: rank[row] as number,
    knownAt: knownAt[row] as number,
  }));
}

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
  const facts = await knownFacts(warehouse, cik);
  const events = deriveFundamentals([...facts, ...(await contradictedFacts(warehouse, facts))]);
  if (events.length === 0) return 0;
  await insertColumns(warehouse, fundamentalEventsTable, {
    cik: { constant: cik },
    item: events.map((event) => event.item),
    filing: events.map((event) => event.filing),
    known_at: Float64Array.from(events, (event) => event.knownAt),
    period_end: events.map((event) => event.periodEnd),
    value: Float64Array.from(events, (event) => event.value ?? NaN),
    unit: events.map((event) => event.unit),
    tag: events.map((event) => event.tag),
    derivation: events.map((event) => event.derivation),
    accn: events.map((event) => event.accn),
    reason: events.map((event) => event.reason),
    version: { constant: version },
  });
  return events.length;
}
