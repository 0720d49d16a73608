/** What a symbol of a filer is. */
export type Security = 'common' | 'several_classes' | 'not_common_stock';

const preferred = /-P[A-Z]?$/;
const derived = /-(WT|WS|W|UN|U|RI|RT|R)[A-Z]?$/;
/** What a symbol adds to that of the common stock where it is a warrant, unit or right. */
const derivedEndings = new Set(['W', 'WW', 'WS', 'WT', 'U', 'UN', 'R', 'RT']);
/** Fifth letters of Nasdaq for what is not common stock: bonds, preferred shares, rights, units, warrants and the like. */
const nasdaqOthers = /[GHIMNOPRTUVWZ]$/;
/** Fifth letters of foreign shares and of receipts for them that trade over the counter beside the listed ones. */
const foreign = /^[A-Z]{4}[FY]$/;

/**
 * What each symbol of one filer is. Counts of shares are those of the filer's common stock: preferred shares, units, warrants,
 * notes and foreign lines of the same filer have none of their own, and where the common stock has several classes with
 * symbols none of them has.
 *
 * @param symbols - of one filer, the first of its list first
 */
export function securitiesOf(symbols: readonly string[]): Map<string, Security> {
  const candidates = symbols.filter((symbol) => !isOther(symbol, symbols));
  const primary = candidates[0] ?? symbols[0];
  const classes = candidates.filter(
    (symbol) => primary !== undefined && (symbol === primary || areClasses(symbol, primary)),
  );
  return new Map(
    symbols.map((symbol) => {
      if (!classes.includes(symbol) && symbol !== primary) return [symbol, 'not_common_stock'];
      return [symbol, classes.length > 1 ? 'several_classes' : isAloneOther(symbol) ? 'not_common_stock' : 'common'];
    }),
  );
}

/** Whether the symbol shows what it is without another beside it. */
function isAloneOther(symbol: string): boolean {
  return preferred.test(symbol) || derived.test(symbol);
}

function isOther(symbol: string, symbols: readonly string[]): boolean {
  if (isAloneOther(symbol)) return true;
  if (foreign.test(symbol) && symbols.some((other) => other !== symbol && !foreign.test(other))) return true;
  return symbols.some((base) => {
    if (base === symbol || !symbol.startsWith(base)) return false;
    const ending = symbol.slice(base.length);
    return derivedEndings.has(ending) || (symbol.length === 5 && ending.length === 1 && nasdaqOthers.test(ending));
  });
}

/**
 * Whether a symbol names another class of the stock that the primary one names: `BRK-A` of `BRK-B`, `LBTYB` of `LBTYA`, `GOOG` of
 * `GOOGL`, `FOX` of `FOXA`. The class with a letter more comes first in the SEC's list; a longer symbol that follows a
 * shorter one, as `DUKB` does `DUK`, is a note.
 */
function areClasses(symbol: string, primary: string): boolean {
  const base = (one: string) => one.replace(/-[A-Z]$/, '');
  if (base(symbol) === base(primary)) return true;
  if (primary.slice(0, -1) === symbol) return /[A-CGKL]$/.test(primary);
  const isPair = symbol.length === 5 && primary.length === 5 && symbol.slice(0, 4) === primary.slice(0, 4);
  return isPair && [symbol, primary].every((one) => /[ABCK]$/.test(one));
}
