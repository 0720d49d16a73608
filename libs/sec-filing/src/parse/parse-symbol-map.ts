import { columnNamed, headerName, readCsv } from '@fm/platform/csv';
import { symbolOf } from '@fm/platform';
import { badShape } from '../errors.ts';
import type { MappedSymbolRow, Problem } from '../model.ts';
import { cikOf, isDay, problem } from './checks.ts';

/** Whether a document is a mapping file: its first line names a symbol and a CIK. */
export function isSymbolMap(text: string): boolean {
  const header = (readCsv(text.slice(0, 2000))[0]?.fields ?? []).map(headerName);
  return header.includes('symbol') && header.includes('cik');
}

/**
 * Reads a mapping file `symbol,cik,from,to`: which filer has a symbol from a day to a day, both inclusive and both optional.
 *
 * @throws FILING_SHAPE when a column is missing
 */
export function parseSymbolMap(
  text: string,
  where: string,
): { readonly mapped: MappedSymbolRow[]; readonly problems: Problem[] } {
  const [head, ...records] = readCsv(text);
  const header = (head?.fields ?? []).map(headerName);
  const column = (...names: string[]) => columnNamed(header, names);
  const [symbolAt, cikAt, fromAt, untilAt] = [
    column('symbol'),
    column('cik'),
    column('from'),
    column('to', 'until'),
  ] as [number, number, number, number];
  if (symbolAt < 0 || cikAt < 0) throw badShape(where, 'the mapping file lacks the columns symbol and cik');
  const mapped: MappedSymbolRow[] = [];
  const problems: Problem[] = [];
  for (const { line, fields, text: row } of records) {
    const [symbol, cik] = [symbolOf(fields[symbolAt] ?? ''), cikOf((fields[cikAt] ?? '').replace(/^CIK/i, ''))];
    const [from, until] = [fields[fromAt] ?? '', fields[untilAt] ?? ''];
    const isWrong =
      [from, until].some((text) => text !== '' && !isDay(text)) || (from !== '' && until !== '' && from > until);
    if (symbol === undefined || cik === undefined || isWrong)
      problems.push(
        problem(`line ${line}`, 'SYMBOL_MAP_LINE', 'symbol, CIK or a date (YYYY-MM-DD) cannot be read', row),
      );
    else mapped.push({ symbol, cik, from: from || null, until: until || null });
  }
  return { mapped, problems };
}
