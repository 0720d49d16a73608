import { filingRevision, type Warehouse } from '@fm/warehouse/rows';

interface Filers {
  readonly filers: number;
  readonly withoutSymbol: number;
  readonly old: number;
}

/**
 * What a reader of figures from filings must know: filers that have no symbol, as companies gone from the exchange, and
 * documents that were read by an older derivation.
 */
export async function filingNotes(warehouse: Warehouse): Promise<string[]> {
  const [found] = await warehouse.query<Filers>(
    `SELECT toUInt32(count()) AS filers,
       toUInt32(countIf(cik NOT IN (SELECT cik FROM companies UNION ALL SELECT cik FROM symbol_map))) AS withoutSymbol,
       (SELECT toUInt32(countIf(message != {revision:String})) FROM (
         SELECT argMax(message, version) AS message FROM ingest_log WHERE source = 'sec-filing' AND status = 'done'
         GROUP BY extract(uri, '^(.*)/[^/]+$')
       )) AS old
     FROM (SELECT DISTINCT cik FROM fundamental_events)`,
    { revision: filingRevision },
  );
  const { filers, withoutSymbol, old } = found ?? { filers: 0, withoutSymbol: 0, old: 0 };
  return [
    ...(withoutSymbol === 0
      ? []
      : [
          `Filings: ${withoutSymbol} of ${filers} filers have no symbol, so no stock; a file symbol,cik,from,to gives them one (\`fm ingest sec-filing\`).`,
        ]),
    ...(old === 0
      ? []
      : [
          `Filings: ${old} documents were read under older rules; ingest or collect them again (\`fm ingest sec-filing\`, \`fm collect sec-filing\`).`,
        ]),
  ];
}
