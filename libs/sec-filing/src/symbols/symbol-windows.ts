import { groupBy } from '../derive/group-by.ts';

/** A symbol of a filer, and who says so. */
export interface SymbolClaim {
  readonly symbol: string;
  readonly cik: string;
  /** `submissions`, `company-tickers`, `companyfacts`, `default-universe`. */
  readonly sources: readonly string[];
  /** First and last moment at which a filing of the filer became known, milliseconds since 1970; undefined without one. */
  readonly known?: { readonly first: number; readonly last: number };
}

/** A line of a mapping file: the filer has the symbol from a day up to a day, both inclusive. */
export interface MappedSymbol {
  readonly symbol: string;
  readonly cik: string;
  /** Milliseconds since 1970; undefined where it is open. */
  readonly from: number | undefined;
  readonly until: number | undefined;
}

/** When a symbol is a filer's: from a moment up to another, or never, and why. */
export interface SymbolWindow {
  readonly symbol: string;
  readonly cik: string;
  readonly begins: number;
  /** Exclusive. */
  readonly ends: number;
  /** `used`, or why it is not: `mapped_to_another`, `named_by_sec_for_another`, `two_filers`, `mapped_twice`. */
  readonly status: 'used' | 'mapped_to_another' | 'named_by_sec_for_another' | 'two_filers' | 'mapped_twice';
}

const day = 86_400_000;
export const earliest = Date.UTC(1970, 0, 1);
export const latest = Date.UTC(2200, 0, 1);

/** Days without a filing of the first filer before the second one's first, from which they had the symbol one after the other. */
const pause = 180;

/**
 * When each filer has a symbol. A mapping file decides. Without one a single filer has it always; of several the only one that
 * the SEC names today; else each from its first filing on, where they file one after the other, half a year apart; else
 * none of them, since their figures must not become one company.
 *
 * @param claims - of one symbol
 * @param mapped - of the same symbol
 */
export function windowsOf(claims: readonly SymbolClaim[], mapped: readonly MappedSymbol[]): SymbolWindow[] {
  const always = { begins: earliest, ends: latest };
  if (mapped.length > 0) {
    const windows = [...groupBy(mapped, ({ cik }) => cik).values()].map(spanOf);
    const overlap = windows.some((a) => windows.some((b) => a !== b && a.begins < b.ends && b.begins < a.ends));
    const own = windows.map((window): SymbolWindow => ({ ...window, status: overlap ? 'mapped_twice' : 'used' }));
    const rest = claims.filter(({ cik }) => !mapped.some((one) => one.cik === cik));
    return [
      ...own,
      ...rest.map(({ symbol, cik }): SymbolWindow => ({ symbol, cik, ...always, status: 'mapped_to_another' })),
    ];
  }
  if (claims.length === 1) return claims.map(({ symbol, cik }) => ({ symbol, cik, ...always, status: 'used' }));
  const official = claims.filter(({ sources }) => sources.some((source) => source !== 'companyfacts'));
  if (official.length === 1)
    return claims.map(({ symbol, cik }) => {
      const status = official[0]?.cik === cik ? 'used' : 'named_by_sec_for_another';
      return { symbol, cik, ...always, status };
    });
  return inTurn(claims) ?? claims.map(({ symbol, cik }) => ({ symbol, cik, ...always, status: 'two_filers' }));
}

/** From the first to the last day of the lines of one filer. */
function spanOf(lines: readonly MappedSymbol[]): Omit<SymbolWindow, 'status'> {
  const [{ symbol, cik }] = lines as [MappedSymbol, ...MappedSymbol[]];
  const begins = Math.min(...lines.map(({ from }) => from ?? earliest));
  const ends = Math.max(...lines.map(({ until }) => (until === undefined ? latest : until + day)));
  return { symbol, cik, begins, ends };
}

/** Filers that file one after the other; undefined where they do not. A filer without filings has no figures to mix. */
function inTurn(claims: readonly SymbolClaim[]): SymbolWindow[] | undefined {
  const filing = claims.filter((claim) => claim.known !== undefined);
  const ordered = [...filing].sort((a, b) => (a.known?.first ?? 0) - (b.known?.first ?? 0));
  const apart = ordered.every(({ known }, at) => {
    const before = ordered[at - 1]?.known;
    return before === undefined || (known?.first ?? 0) - before.last >= pause * day;
  });
  if (!apart) return undefined;
  return [
    ...ordered.map(({ symbol, cik, known }, at): SymbolWindow => {
      const begins = at === 0 ? earliest : (known?.first ?? earliest);
      return { symbol, cik, begins, ends: ordered[at + 1]?.known?.first ?? latest, status: 'used' };
    }),
    ...claims
      .filter(({ known }) => known === undefined)
      .map(({ symbol, cik }): SymbolWindow => ({ symbol, cik, begins: earliest, ends: latest, status: 'used' })),
  ];
}
