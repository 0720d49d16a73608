import type { Warehouse } from '@fm/warehouse';

/** A symbol that more than one filer claims, and who has it. */
export interface ContestedSymbol {
  readonly symbol: string;
  /** CIKs that have it, one after the other; none where it is refused. */
  readonly used: readonly string[];
  /** CIKs that claim it and do not have it. */
  readonly refused: readonly string[];
}

/** Filers and their symbols as the warehouse knows them. */
export interface SymbolDescription {
  /** Filers with facts. */
  readonly filers: number;
  /** Filers with facts and no symbol: gone from the exchange, or never there. */
  readonly withoutSymbol: number;
  readonly contested: readonly ContestedSymbol[];
}

/** Counts filers without a symbol and names symbols that several filers claim. */
export async function describeSymbols(warehouse: Warehouse): Promise<SymbolDescription> {
  const [counts] = await warehouse.query<{ filers: number; withoutSymbol: number }>(
    `SELECT toUInt32(count()) AS filers,
       toUInt32(countIf(cik NOT IN (SELECT cik FROM filer_symbols UNION ALL SELECT cik FROM companies))) AS withoutSymbol
     FROM (SELECT DISTINCT cik FROM fundamental_events)`,
  );
  const contested = await warehouse.query<ContestedSymbol>(
    `SELECT symbol, groupArrayIf(cik, status = 'used') AS used, groupArrayIf(cik, status != 'used') AS refused
     FROM (SELECT * FROM filer_symbols FINAL ORDER BY symbol, begins, cik)
     GROUP BY symbol HAVING count() > 1 ORDER BY symbol`,
  );
  return { filers: counts?.filers ?? 0, withoutSymbol: counts?.withoutSymbol ?? 0, contested };
}

/** What a reader of an ingest must know of the symbols, as lines. */
export function symbolNotes({ filers, withoutSymbol, contested }: SymbolDescription): string[] {
  const lines = contested.map(({ symbol, used, refused }) => {
    if (used.length === 0)
      return `${symbol}: claimed by the filers ${refused.join(' and ')} at one time, so its figures are of neither; say whose it is in a file symbol,cik,from,to`;
    const others = refused.length === 0 ? '' : `, not of ${refused.join(' and ')}`;
    return `${symbol}: of the filer ${used.join(' and then ')}${others}`;
  });
  if (withoutSymbol === 0) return lines;
  return [
    ...lines,
    `${withoutSymbol} of ${filers} filers have no symbol: their facts are kept, and a file symbol,cik,from,to gives them one`,
  ];
}
