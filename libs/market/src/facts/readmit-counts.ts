import { isShareSplit, knownOnDay } from '../inputs/market-cap.ts';
import type { RawFundamental } from './raw-market.ts';

/** Factor beyond which two counts of shares cannot both be right, except with a split between them. */
const factor = 3;

/** A cover-page count that was set aside because it contradicts earlier filings. */
export interface CountAside {
  readonly symbol: string;
  /** Milliseconds since the epoch. */
  readonly knownAt: number;
  readonly value: number;
}

/** A split of a stock: its day, days since the epoch, and new shares per old. */
export interface SplitOfStock {
  readonly symbol: string;
  readonly day: number;
  readonly value: number;
}

/**
 * Shares outstanding, including the counts set aside that a known split explains: those within a factor of three of the
 * count before times the splits between the two. A count is set aside when its filing is read; the split may be
 * recorded later, by prices or by a file.
 *
 * @param counts - shares outstanding, by symbol and moment
 */
export function readmitCounts(
  counts: readonly RawFundamental[],
  aside: readonly CountAside[],
  splits: readonly SplitOfStock[],
): RawFundamental[] {
  const asideAt = new Map(aside.map((one) => [`${one.symbol} ${one.knownAt}`, one]));
  const believed = new Map<string, RawFundamental>();
  return counts.map((count) => {
    const put = asideAt.get(`${count.symbol} ${count.knownAt}`);
    const before = believed.get(count.symbol);
    const found =
      put !== undefined && isExplained(put, before, splits) ? { ...count, value: put.value, reason: '' } : count;
    if (found.value !== null) believed.set(count.symbol, found);
    return found;
  });
}

function isExplained(
  { symbol, knownAt, value }: CountAside,
  before: RawFundamental | undefined,
  splits: readonly SplitOfStock[],
): boolean {
  if (before === undefined || before.value === null) return false;
  const [from, until] = [knownOnDay(before.knownAt), knownOnDay(knownAt)];
  const ratio = splits
    .filter((split) => split.symbol === symbol && split.day > from && split.day <= until && isShareSplit(split.value))
    .reduce((product, split) => product * split.value, 1);
  const distance = value / (before.value * ratio);
  return ratio !== 1 && distance <= factor && distance >= 1 / factor;
}
