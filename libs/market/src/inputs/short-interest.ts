import { inputNamesOf, type InputNameOf } from '@fm/factors';
import type { DatedFact, InputSource } from './input-source.ts';
import { sharesOnBasisOfDay } from './market-cap.ts';
import { asOfFacts, asOfPanel, type AsOfFacts } from './as-of-facts.ts';
import { factsOf, asOfSource, type AsOfPart } from './as-of-source.ts';

type ShortInput = InputNameOf<'shortInterest'>;

/** Shares of a stock that are sold short at a settlement date. */
export interface RawShortInterest extends DatedFact {
  /** Settlement date, days since the epoch: the split basis is that of this day. */
  readonly settled: number;
  readonly shares: number;
}

interface ShortPart {
  readonly shares: AsOfPart<ShortInput>;
  /** The settlement date that each of the counts is of. */
  readonly settled: AsOfFacts;
}

const counts = asOfSource<ShortInput, RawShortInterest>({
  names: inputNamesOf('shortInterest'),
  version: `SELECT count() AS rows,
      hex(sum(cityHash64(symbol, toInt32(settlement_date), known_at, shares_short))) AS hash
    FROM short_interest FINAL
    WHERE symbol IN {symbols:Array(String)} AND toUnixTimestamp64Milli(known_at) < {close:Int64}`,
  read: ({ warehouse, symbols, until }) =>
    warehouse.query<RawShortInterest>(
      `SELECT symbol, toFloat64(toUnixTimestamp64Milli(known_at)) AS knownAt, toInt32(settlement_date) AS settled,
         shares_short AS shares
       FROM short_interest FINAL
       WHERE symbol IN {symbols:Array(String)} AND toUnixTimestamp64Milli(known_at) < {until:Int64}
       ORDER BY symbol, knownAt, settled`,
      { symbols, until },
    ),
  nameOf: () => 'sharesShort',
  valueOf: ({ shares }) => ({ value: shares, reason: '' }),
  noneKnown: (name) => `${name}: no short interest known`,
  change: (fact, random) => ({ ...fact, shares: fact.shares * (0.2 + 3 * random()) + 1 }),
});

/** Short interest as exchanges publish it, by settlement date. */
export const shortInterestSource: InputSource<ShortInput, RawShortInterest, ShortPart> = {
  ...counts,
  usesSplits: () => true,
  partOf: (facts, symbols, names) => {
    const newest = newestSettlements(facts);
    const column = new Map(symbols.map((symbol, at) => [symbol, at]));
    const settled = newest.flatMap(({ symbol, knownAt, settled }) => {
      const stock = column.get(symbol);
      return stock === undefined ? [] : [{ stock, knownAt, value: settled, reason: '' }];
    });
    return { shares: counts.partOf(newest, symbols, names), settled: asOfFacts(symbols.length, settled) };
  },
  panel: (name, { shares, settled }, { closes, calendar, splits }) => {
    const panel = asOfPanel(closes, factsOf(shares, name));
    const since = Int32Array.from(asOfPanel(closes, settled).values);
    return splits === undefined ? panel : sharesOnBasisOfDay(panel, since, calendar, splits);
  },
  whyMissing: (name, { shares }, frame, cell) => counts.whyMissing(name, shares, frame, cell),
};

/**
 * Facts in the order in which they became known, without those of a settlement date before one already known: a
 * correction of an old figure does not take the place of a newer one.
 */
function newestSettlements(facts: readonly RawShortInterest[]): RawShortInterest[] {
  const newest = new Map<string, number>();
  const ordered = [...facts].sort((a, b) => a.knownAt - b.knownAt || a.settled - b.settled || a.shares - b.shares);
  return ordered.filter(({ symbol, settled }) => {
    if (settled < (newest.get(symbol) ?? -Infinity)) return false;
    newest.set(symbol, settled);
    return true;
  });
}
