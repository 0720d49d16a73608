import { isoOfDay } from '@fm/platform/time';
import { knownSplits, type Warehouse } from '@fm/warehouse';

/** Splits smaller than this do not stand out from a day's move. */
const smallestSplit = 1.2;

/** Calendar days on either side of a split within which the neighbouring prices have to lie. */
const daysAround = 7;

interface Neighbours {
  readonly symbol: string;
  readonly day: number;
  readonly value: number;
  /** Adjusted closes on either side; null where there is none. */
  readonly before: number | null;
  readonly after: number | null;
}

/**
 * Says of which stocks the prices that are stored do not carry a known split: they were loaded as traded, before the
 * split was known. The adjusted close falls by the ratio of the split on its day, or the rows before it lie in
 * quarantine for that.
 *
 * @returns a sentence for each stock, with what to do
 */
export async function unappliedSplits(warehouse: Warehouse, symbols: readonly string[]): Promise<string[]> {
  const splits = (await knownSplits(warehouse, symbols)).filter(({ value }) => factorOf(value) >= smallestSplit);
  if (splits.length === 0) return [];
  const neighbours = await warehouse.query<Neighbours>(
    `SELECT symbol, tupleElement(split, 1) AS day, tupleElement(split, 2) AS value,
       argMaxIf(adj_close, date, toInt32(date) < day) AS before, argMinIf(adj_close, date, toInt32(date) >= day) AS after
     FROM (
       SELECT symbol, date, adj_close, arrayJoin(arrayFilter(
         (split, of) -> of = symbol AND abs(toInt32(date) - tupleElement(split, 1)) <= ${daysAround},
         arrayZip({days:Array(Int32)}, {values:Array(Float64)}), {stocks:Array(String)})) AS split
       FROM prices_latest WHERE symbol IN {symbols:Array(String)} AND adj_close IS NOT NULL
         AND date BETWEEN toDate32({from:String}) AND toDate32({until:String})
     ) GROUP BY symbol, split ORDER BY symbol, day`,
    {
      ...{ symbols: [...new Set(splits.map(({ symbol }) => symbol))], stocks: splits.map(({ symbol }) => symbol) },
      ...{ days: splits.map(({ day }) => day), values: splits.map(({ value }) => value) },
      from: isoOfDay(Math.min(...splits.map(({ day }) => day)) - daysAround),
      until: isoOfDay(Math.max(...splits.map(({ day }) => day)) + daysAround),
    },
  );
  const aside = await warehouse.query<{ symbol: string }>(
    `SELECT DISTINCT symbol FROM quarantine FINAL
     WHERE code = 'SPLIT_NOT_APPLIED' AND state = 'open' AND symbol IN {symbols:Array(String)} ORDER BY symbol`,
    // Where the rows before the split are in, they came with a file that was loaded again.
    { symbols: [...new Set(neighbours.filter(({ before }) => before === null).map(({ symbol }) => symbol))] },
  );
  return [
    ...neighbours
      .filter(isUnapplied)
      .map(
        ({ symbol, day, value }) =>
          `${symbol}: its prices before ${isoOfDay(day)} are as traded and are not adjusted for the split of ${Number(value.toPrecision(6))} to 1, so that it counts as a return. ${remedy}`,
      ),
    ...aside.map(({ symbol }) => `${symbol}: rows before a split are in quarantine (SPLIT_NOT_APPLIED). ${remedy}`),
  ];
}

const remedy =
  'Load its price files again with `fm ingest prices PATH`: once the split is known they are converted to the basis of the last day.';

/** Whether the adjusted close falls by the split, and not by nothing: nearer to the ratio than half of it. */
function isUnapplied({ value, before, after }: Neighbours): boolean {
  if (before === null || after === null) return false;
  return Math.abs(Math.log(after / before) + Math.log(value)) < Math.min(0.8, Math.log(factorOf(value)) / 2);
}

function factorOf(ratio: number): number {
  return ratio >= 1 ? ratio : 1 / ratio;
}
