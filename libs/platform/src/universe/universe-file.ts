import { readCsv } from '../csv/table.ts';
import { FmError } from '../errors.ts';
import { symbolOf } from '../symbol.ts';

/** A stock that is collected. */
export interface UniverseStock {
  readonly symbol: string;
  /** CIK of ten digits under which the company files with the SEC; undefined where it does not file there. */
  readonly cik?: string;
}

/** Faults that an error lists; a file of the wrong kind has one in every line. */
const listed = 10;

/**
 * Reads a list of stocks: CSV with the header `symbol` or `symbol,cik`, one stock a line. A CIK may be left out and may
 * lack leading zeros, which a spreadsheet takes away.
 *
 * @param where - name of the file, for the error
 * @returns the stocks in the order of the file
 * @throws UNIVERSE_INVALID that names the lines: an unknown column, a text that cannot be a symbol or a CIK, a symbol that
 * comes twice, no stock at all
 */
export function parseUniverse(text: string, where: string): UniverseStock[] {
  const [header, ...records] = readCsv(text, ',');
  const names = (header?.fields ?? []).map((name) => name.toLowerCase());
  const faults: string[] = [];
  if (!['symbol', 'symbol,cik'].includes(names.join(','))) {
    faults.push(`the header is "${names.join(',')}", expected "symbol,cik" or "symbol"`);
  }
  const stocks = new Map<string, UniverseStock>();
  for (const { line, fields } of faults.length === 0 ? records : []) {
    const [name = '', digits = ''] = fields;
    const symbol = symbolOf(name);
    if (symbol === undefined) faults.push(`line ${line}: "${name}" cannot be a symbol`);
    else if (stocks.has(symbol)) faults.push(`line ${line}: ${symbol} is listed twice`);
    else if (!/^\d{0,10}$/.test(digits)) faults.push(`line ${line}: "${digits}" is not a CIK`);
    else stocks.set(symbol, { symbol, ...(digits === '' ? {} : { cik: digits.padStart(10, '0') }) });
    if (fields.length > names.length) faults.push(`line ${line}: it has ${fields.length} fields`);
  }
  if (stocks.size === 0 && faults.length === 0) faults.push('it names no stock');
  if (faults.length > 0) throw universeInvalid(where, faults);
  return [...stocks.values()];
}

/** The list that {@link parseUniverse} reads, in its form. */
export function universeText(stocks: readonly UniverseStock[]): string {
  return ['symbol,cik', ...stocks.map(({ symbol, cik = '' }) => `${symbol},${cik}`)].join('\n') + '\n';
}

function universeInvalid(where: string, faults: readonly string[]): FmError {
  const more = faults.length > listed ? [`and ${faults.length - listed} more`] : [];
  return new FmError('UNIVERSE_INVALID', {
    what: `the list of stocks cannot be used: ${[...faults.slice(0, listed), ...more].join('; ')}`,
    where,
    remedy: 'Write one stock per line under the header symbol,cik, such as AAPL,0000320193 or VOD.L with an empty CIK.',
    kind: 'usage',
  });
}
