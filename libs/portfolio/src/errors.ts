import { FmError } from '@fm/platform';

/** A file that cannot be read. */
export function unreadableFile(path: string, why: string): FmError {
  return new FmError('FACTOR_RETURNS_UNREADABLE', {
    what: `the file cannot be read: ${why}`,
    where: path,
    remedy: 'Check that the path exists and is readable.',
    kind: 'usage',
  });
}

/** A file without a table of returns. */
export function noFactorReturns(path: string): FmError {
  return new FmError('FACTOR_RETURNS_NONE', {
    what: 'the file has no table of returns: no line of names with lines below it that begin with a date',
    where: path,
    remedy: "Give a file of K. French's data library, or a CSV file with a date first and a column for each factor.",
    kind: 'usage',
  });
}

/** A set of known factors that is not in the warehouse. */
export function knownFactorsMissing(set: string, missing: readonly string[], there: string): FmError {
  return new FmError('KNOWN_FACTORS_MISSING', {
    what: `no library in the warehouse has the factors of ${set}: ${missing.join(', ')}`,
    where: there,
    remedy: 'Load a file that has them with `fm ingest factor-returns FILE`.',
    kind: 'usage',
  });
}

/** A book whose terms contradict each other. */
export function wrongBook(what: string, remedy: string): FmError {
  return new FmError('WRONG_BOOK', { what: `such a book cannot be held: ${what}`, remedy, kind: 'usage' });
}

/** A book that never holds anything. */
export function emptyBook(factor: string, why: string): FmError {
  return new FmError('EMPTY_BOOK', {
    what: `a book of ${factor} never holds a stock: ${why}`,
    remedy: `\`fm report ${factor}\` shows how many stocks have a value, and why others have none.`,
  });
}

/** A factor that the run did not mine. */
export function notInRun(factor: string, run: string, there: readonly string[]): FmError {
  return new FmError('FACTOR_NOT_IN_RUN', {
    what: `the run did not mine ${factor}`,
    where: `run ${run}, which has ${there.join(', ')}`,
    remedy: `Mine it: \`fm mine --factors ${factor}\`, or name another run with --run.`,
    kind: 'usage',
  });
}

/** A factor that is a portfolio return itself. */
export function noValuesToRank(factor: string): FmError {
  return new FmError('NO_VALUES_TO_RANK', {
    what: `${factor} is the return of a portfolio itself and gives stocks no values to rank them by`,
    remedy: `Name a factor that has values; \`fm report ${factor}\` shows what the portfolio earned.`,
    kind: 'usage',
  });
}

/** A run that kept no values of a factor. */
export function noStoredValues(factor: string, run: string): FmError {
  return new FmError('NO_STORED_VALUES', {
    what: `no value of ${factor} is stored for the stocks and days of the run`,
    where: `run ${run}`,
    remedy: `\`fm report ${factor}\` says which inputs were missing; load them and mine it again.`,
  });
}

/** Value weights without any market capitalisation. */
export function noSizes(universe: string): FmError {
  return new FmError('NO_SIZES', {
    what: `value weights need shares outstanding, and none are known for any stock of the universe "${universe}"`,
    remedy: 'Ingest SEC filings (`fm ingest sec-filing PATH`), or ask for other weights.',
    kind: 'usage',
  });
}

/** A file of costs that cannot be read. */
export function malformedCosts(path: string, line: number, why: string): FmError {
  return new FmError('MALFORMED_COSTS', {
    what: `the costs of stocks cannot be read: ${why}`,
    where: `${path} line ${line}`,
    remedy: 'Write the header `symbol,commission,spread,borrow` and a line for each stock, in basis points.',
    kind: 'usage',
  });
}

/** A limit on groups without any group. */
export function noGroups(universe: string): FmError {
  return new FmError('NO_GROUPS', {
    what: `a limit on groups needs the industries of stocks, and none are known for the universe "${universe}"`,
    remedy: 'Load them with `fm ingest groups PATH`, or leave the limit out.',
    kind: 'usage',
  });
}

/** Limits within which the weights of a side cannot add up to the whole of it. */
export function boundsTooNarrow(
  { side, room, stocks, groups }: { side: string; room: number; stocks: number; groups: number },
  session: string,
  { maxWeight, maxGroup = 1 }: { maxWeight: number; maxGroup?: number },
): FmError {
  const percent = (share: number): string => `${Number((100 * share).toFixed(2))} %`;
  const limits = [
    ...(maxWeight < 1 ? [`${percent(maxWeight)} in each stock`] : []),
    ...(maxGroup < 1 ? [`${percent(maxGroup)} in each of ${groups} industries`] : []),
  ];
  const wider = [
    ...(maxWeight < 1 ? [`--max-weight to ${percent(Math.ceil(10_000 / stocks) / 10_000)} or more`] : []),
    ...(maxGroup < 1 ? [`--max-sector to ${percent(Math.ceil(10_000 / groups) / 10_000)} or more`] : []),
  ];
  return new FmError('BOUNDS_TOO_NARROW', {
    what: `the ${side} side cannot be filled: ${stocks} stocks with at most ${limits.join(' and ')} hold ${percent(room)} of it`,
    where: `signal of ${session}`,
    remedy: `Raise ${wider.join(' and ')}, take more stocks with --quantile, or begin later with --from.`,
    kind: 'usage',
  });
}

/** A benchmark that is neither a symbol with prices nor a published series. */
export function unknownBenchmark(name: string, there: readonly string[]): FmError {
  return new FmError('UNKNOWN_BENCHMARK', {
    what: `there are no prices and no published returns of ${name}`,
    where: there.length === 0 ? 'neither an index nor a published series was loaded' : `there are ${some(there)}`,
    remedy:
      'Load an index with `fm ingest prices PATH` or returns with `fm ingest factor-returns FILE`, or ask for --benchmark universe.',
    kind: 'usage',
  });
}

/** A benchmark without daily returns. */
export function benchmarkNotDaily(name: string, frequencies: readonly string[]): FmError {
  return new FmError('BENCHMARK_NOT_DAILY', {
    what: `a book is compared session by session, and ${name} has returns by ${frequencies.join(' and ')} only`,
    remedy: 'Load a file of daily returns with `fm ingest factor-returns FILE`, or name another series.',
    kind: 'usage',
  });
}

/** A benchmark that shares too few sessions with a book. */
export function benchmarkElsewhere(name: string, span: string, book: string): FmError {
  return new FmError('BENCHMARK_ELSEWHERE', {
    what: `${name} (${span}) has fewer than 20 returns on the sessions of the book (${book})`,
    remedy: 'Load the days that are missing, or name another series.',
    kind: 'usage',
  });
}

/** The first of some names, and how many more there are. */
function some(names: readonly string[]): string {
  const shown = names.slice(0, 12).join(', ');
  return names.length > 12 ? `${shown} and ${names.length - 12} more` : shown;
}
