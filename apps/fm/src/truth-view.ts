import type { DemonstrationTruth } from '@fm/demonstration';
import type { RunResults } from '@fm/results/read';
import { percent, print, tableOf, type Column } from './output.ts';

/** One planted number beside the mined one. */
export interface TruthLine {
  readonly what: string;
  readonly planted: number;
  readonly low: number;
  readonly high: number;
  readonly mined: number | null;
}

/** Planted premia beside the mined ones, over the whole range of the demonstration market. */
export function truthLines(truth: DemonstrationTruth, results: RunResults): TruthLine[] {
  return Object.entries(truth.premia).map(([factor, { value, low, high }]) => {
    const summary = results.summaries.find(
      (row) => row.factor === factor && row.start === truth.start && row.end === truth.end,
    );
    return { what: factor, planted: value, low, high, mined: summary?.premium ?? null };
  });
}

const columns: readonly Column<TruthLine>[] = [
  { heading: 'premium', cell: (line) => line.what },
  { heading: 'planted', cell: (line) => line.planted, text: (line) => percent(line.planted) },
  {
    heading: '95% interval',
    cell: (line) => line.low,
    text: (line) => `${percent(line.low)} to ${percent(line.high)}`,
  },
  { heading: 'mined', cell: (line) => line.mined, text: (line) => percent(line.mined) },
  { heading: '', cell: (line) => (isFound(line) ? 'found' : 'missed') },
];

/** Planted betas of the stocks on TradingVolume that lie in the planted interval, and how many are planted. */
export function betasFound(truth: DemonstrationTruth, results: RunResults): { found: number; planted: number } {
  const planted = truth.betas.TradingVolume;
  const mined = new Map(
    results.details
      .filter(({ factor, start, end }) => factor === 'TradingVolume' && start === truth.start && end === truth.end)
      .map(({ symbol, beta }) => [symbol, beta]),
  );
  const within = planted.filter(({ symbol, low, high }) => {
    const beta = mined.get(symbol) ?? NaN;
    return beta >= low && beta <= high;
  });
  return { found: within.length, planted: planted.length };
}

/** Prints what was planted beside what was found. */
export function showTruth(truth: DemonstrationTruth, results: RunResults): void {
  const lines = truthLines(truth, results);
  const betas = betasFound(truth, results);
  const found = lines.filter(isFound).length;
  print(`\nplanted truth: ${found} of ${lines.length} premia found within their 95 % interval`);
  print(tableOf(lines, columns));
  print(
    `betas of the stocks on TradingVolume: ${betas.found} of ${betas.planted} within their 95 % interval. RSI14 and RSI28 follow from ROC20, NEWSENT from the news; nothing is claimed about other factors.`,
  );
}

function isFound({ low, high, mined }: TruthLine): boolean {
  return mined !== null && mined >= low && mined <= high;
}
