import type {
  BenchmarkComparison,
  BookAttribution,
  BookFigures,
  FactorBook,
  MadeBook,
  ReturnFigures,
} from '@fm/portfolio/book';
import { csvOf, digits, percent, tableOf, type Column } from '../output.ts';
import { knownSetsTable } from '../report/comparison-table.ts';

type Show = (value: number | null) => string;

const share: Show = (value) => percent(value);
const ratio: Show = (value) => digits(value, 2);

const returnRows: readonly (readonly [string, keyof ReturnFigures, Show])[] = [
  ['mean a year', 'mean', share],
  ['t', 't', ratio],
  ['p', 'pValue', (value) => digits(value, 4)],
  ['growth a year', 'growth', share],
  ['volatility a year', 'volatility', share],
  ['Sharpe', 'sharpe', ratio],
  ['Sortino', 'sortino', ratio],
  ['Calmar', 'calmar', ratio],
  ['largest drawdown', 'maxDrawdown', share],
  ['VaR 5 %', 'valueAtRisk', (value) => percent(value, 2)],
  ['CVaR 5 %', 'expectedShortfall', (value) => percent(value, 2)],
  ['skewness', 'skewness', ratio],
  ['kurtosis', 'kurtosis', ratio],
];

const bookRows: readonly (readonly [string, keyof BookFigures, Show])[] = [
  ['turnover a year', 'turnover', ratio],
  ['cost of trading a year', 'tradingCost', (value) => percent(value, 2)],
  ['cost of borrowing a year', 'borrowCost', (value) => percent(value, 2)],
  ['break-even, basis points', 'breakEven', (value) => digits(value, 1)],
  ['beta on the universe', 'beta', ratio],
  ['alpha a year', 'alpha', share],
  ['t of alpha', 'alphaT', ratio],
  ['above the universe a year', 'active', share],
  ['tracking error', 'trackingError', share],
  ['information ratio', 'informationRatio', ratio],
  ['stocks bought', 'meanStocksLong', (value) => digits(value, 1)],
  ['stocks short', 'meanStocksShort', (value) => digits(value, 1)],
];

/** A table of texts. */
interface Grid {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Figures by row; the columns are the book after and before costs, traded at the open, and the universe. */
export function figureRows({ atClose, atOpen }: FactorBook): Grid {
  const series: readonly (readonly [string, ReturnFigures])[] = [
    ['net', atClose.figures.net],
    ['gross', atClose.figures.gross],
    ...(atOpen === null ? [] : [['net at open', atOpen.figures.net] as const]),
    ['universe', atClose.figures.benchmark],
  ];
  const first = returnRows.map(([name, key, show]) => [
    name,
    ...series.map(([, one]) => show(one[key] as number | null)),
  ]);
  const second = bookRows
    .filter(([, key]) => atClose.figures[key] !== null)
    .map(([name, key, show]) => [
      name,
      show(atClose.figures[key] as number | null),
      '',
      ...(atOpen === null ? [] : [show(atOpen.figures[key] as number | null)]),
      '',
    ]);
  return { headings: ['', ...series.map(([name]) => name)], rows: [...first, ...second] };
}

/** The same for a terminal. */
export function figureTable(book: FactorBook): string {
  return gridOf(figureRows(book));
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Net returns by year and month, with those of the year and of the universe beside them. */
export function monthTable({ figures: { net, benchmark } }: MadeBook): string {
  const monthly = new Map(net.monthly.map(({ period, value }) => [period, value]));
  const universe = new Map(benchmark.yearly.map(({ period, value }) => [period, value]));
  const rows = net.yearly.map(({ period: year, value }) => [
    year,
    ...months.map((_, at) => percent(monthly.get(`${year}-${String(at + 1).padStart(2, '0')}`) ?? null)),
    percent(value),
    percent(universe.get(year) ?? null),
  ]);
  return gridOf({ headings: ['net', ...months, 'year', 'universe'], rows });
}

/** The deepest falls of the wealth after costs. */
export function drawdownRows({ figures: { net } }: MadeBook): Grid {
  return {
    headings: ['from', 'lowest', 'recovered', 'drawdown'],
    rows: net.drawdowns.map(({ depth, peak, trough, recovery }) => [
      peak ?? 'the beginning',
      trough,
      recovery ?? 'not yet',
      percent(depth),
    ]),
  };
}

/** The same for a terminal. */
export function drawdownTable(book: MadeBook): string {
  return gridOf(drawdownRows(book));
}

/** The net return on published factors, a line for each set. */
export function knownTable({ known, run: { id, synthetic } }: FactorBook): string {
  return knownSetsTable(
    known.map(({ known, comparison }) => ({ run: id, synthetic, comparisons: [comparison], joint: null, known })),
  );
}

/** The same as texts: alpha a year with its t, what is explained, and the loading on each factor. */
export function knownRows({ known }: FactorBook): Grid {
  const names = [...new Set(known.flatMap((one) => one.known.names))];
  const rows = known.map(({ known: { set, frequency }, comparison }) => [
    `${set}, by ${frequency}`,
    percent(comparison.alpha),
    ratio(comparison.alphaT),
    digits(comparison.rSquared, 3),
    ...names.map((name) => ratio(comparison.loadings.find((loading) => loading.name === name)?.beta ?? null)),
  ]);
  return { headings: ['set', 'alpha a year', 't', 'R2', ...names], rows };
}

const againstFigures: readonly (readonly [string, keyof BenchmarkComparison, Show])[] = [
  ['beta', 'beta', ratio],
  ['alpha a year', 'alpha', share],
  ['t of alpha', 'alphaT', ratio],
  ['R2', 'rSquared', (value) => digits(value, 3)],
  ['above it a year', 'active', share],
  ['tracking error', 'trackingError', share],
  ['information ratio', 'informationRatio', ratio],
];

/** The net return beside a benchmark that was asked for, then the benchmark by itself. */
export function againstRows(against: BenchmarkComparison): Grid {
  const own = returnRows.map(([name, key, show]) => [`its ${name}`, show(against.figures[key] as number | null)]);
  const compared = againstFigures
    .filter(([, key]) => against[key] !== null)
    .map(([name, key, show]) => [name, show(against[key] as number | null)]);
  return {
    headings: [`against ${against.name}`, 'net'],
    rows: [['sessions compared', String(against.sessions)], ...compared, ...own],
  };
}

/** The same for a terminal. */
export function againstTable(against: BenchmarkComparison): string {
  return gridOf(againstRows(against));
}

/** Return and risk by factor of the risk model, what is specific, and the whole. */
export function attributionRows({ factors, specific, whole }: BookAttribution): Grid {
  const rest = [
    { name: 'specific', exposure: null, ...specific },
    { name: 'whole', exposure: null, ...whole },
  ];
  return {
    headings: ['factor', 'exposure', 'return a year', 'risk a year'],
    rows: [...factors, ...rest].map((one) => [
      one.name,
      ratio(one.exposure),
      percent(one.return, 2),
      percent(one.risk, 2),
    ]),
  };
}

/** The same for a terminal. */
export function attributionTable(attribution: BookAttribution): string {
  return gridOf(attributionRows(attribution));
}

interface SessionRow {
  readonly date: string;
  readonly at: number;
}

/** The series of a book, a line for each session. */
export function bookCsv({ atClose, atOpen, against, run }: FactorBook): string {
  const openOf = new Map(atOpen?.dates.map((date, at) => [date, at]));
  const finite = (value: number | undefined): number | null => (Number.isFinite(value) ? (value as number) : null);
  const own = (name: 'gross' | 'net' | 'benchmark' | 'traded' | 'long' | 'short'): Column<SessionRow> => ({
    heading: name,
    cell: ({ at }) => finite(atClose[name][at]),
  });
  const columns: Column<SessionRow>[] = [
    { heading: 'date', cell: ({ date }) => date },
    ...(['gross', 'net', 'benchmark', 'traded', 'long', 'short'] as const).map(own),
    { heading: 'stocks_long', cell: ({ at }) => atClose.stocksLong[at] as number },
    { heading: 'stocks_short', cell: ({ at }) => atClose.stocksShort[at] as number },
    { heading: 'net_at_open', cell: ({ date }) => finite(atOpen?.net[openOf.get(date) ?? -1]) },
    ...(against === null
      ? []
      : [{ heading: `against ${against.name}`, cell: ({ at }: SessionRow) => finite(against.returns[at]) }]),
    { heading: 'synthetic', cell: () => run.synthetic },
  ];
  return csvOf(
    atClose.dates.map((date, at) => ({ date, at })),
    columns,
  );
}

/** A table of texts whose columns but the first are numbers. */
function gridOf({ headings, rows }: Grid): string {
  const columns = headings.map((heading, at): Column<readonly string[]> => ({
    heading,
    // The number only says that the column is one; what is shown is the text.
    cell: (row) => (at === 0 ? (row[0] as string) : 0),
    text: (row) => row[at] as string,
  }));
  return tableOf(rows, columns);
}
