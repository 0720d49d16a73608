import { filingInputs, listFactors, ratingInputs, type InputName } from '@fm/factors';
import { draws } from '@fm/platform/random';
import { dayOfIso, sessionClose } from '@fm/platform/time';
import { weekdays } from '@fm/warehouse/testing/wave-prices';
import type { RawMarket } from '../facts/raw-market.ts';
import type { RawReading } from '../inputs/filing-readings.ts';
import type { RawShortInterest } from '../inputs/short-interest.ts';
import type { RawValue } from '../inputs/values.ts';

/** What the factors of the catalogue are made of. */
const readItems: ReadonlySet<InputName> = new Set([
  ...listFactors().flatMap(({ inputs }) => inputs),
  'sharesOutstanding',
]);

/** Values of users in the invented market. */
export const inventedValuesName = 'values:invented';

/** A small invented market with every kind of fact: prices with gaps and a late listing, filings, ratings, articles. */
export function inventedRawMarket(stocks = 12, sessions = 560, seed = 5): RawMarket {
  const random = draws(seed);
  const symbols = Array.from({ length: stocks }, (_, i) => `S${String(i).padStart(2, '0')}`);
  const days = weekdays('2019-01-01', sessions).map(dayOfIso);
  const rows: { day: number; stock: number; adjClose: number; close: number; volume: number }[] = [];
  symbols.forEach((_, stock) => {
    let close = 20 + 100 * random();
    days.forEach((day, t) => {
      close *= 1 + 0.04 * (random() - 0.5);
      const listed = stock !== 1 || t > sessions / 3;
      if (listed && random() > 0.01)
        rows.push({ day, stock, adjClose: close * 0.9, close, volume: 1e6 * (1 + random()) });
    });
  });
  const items = filingInputs.filter((item) => readItems.has(item));
  const moment = (): number => (days[0] as number) * 86_400_000 + random() * sessions * 1.4 * 86_400_000;
  const column = (pick: (row: (typeof rows)[number]) => number): Float64Array => Float64Array.from(rows, pick);
  return {
    symbols,
    prices: {
      day: Int32Array.from(rows, ({ day }) => day),
      stock: Uint32Array.from(rows, ({ stock }) => stock),
      adjClose: column(({ adjClose }) => adjClose),
      close: column(({ close }) => close),
      volume: column(({ volume }) => volume),
      ...rangesAround(
        column(({ close }) => close),
        seed,
      ),
    },
    delistings: [],
    splits: [{ stock: 2, day: days[300] as number, ratio: 4 }],
    facts: {
      filings: symbols.flatMap((symbol) =>
        items.flatMap((item) =>
          Array.from({ length: 10 }, () => {
            const missing = random() < 0.1;
            return {
              symbol,
              item,
              knownAt: moment(),
              value: missing ? null : 1e9 * (0.1 + random()),
              reason: missing ? 'never reported' : '',
            };
          }),
        ),
      ),
      documents: symbols.flatMap((symbol) =>
        ratingInputs.flatMap((rating) =>
          Array.from({ length: 4 }, () => ({ symbol, rating, knownAt: moment(), value: 10 * random() })),
        ),
      ),
      values: inventedValues(symbols, days, seed),
      articles: symbols.flatMap((symbol) =>
        Array.from({ length: 120 }, () => {
          const publishedAt = moment();
          const publishedDay = new Date(publishedAt).toISOString().slice(0, 10);
          return {
            symbol,
            score: 2 * random() - 1,
            publishedAt,
            publishedDay,
            knownAt: publishedAt + random() * 86_400_000,
          };
        }),
      ),
      shortInterest: shortInterestOf(symbols, days, seed),
      filingReadings: inventedReadings(symbols, days, seed),
      groups: symbols.flatMap((symbol, stock) =>
        // The last stock is in no group; every other one moves, and the SEC says something else of some.
        stock === symbols.length - 1
          ? []
          : [
              { symbol, source: 'sic' as const, knownAt: moment(), group: `SIC ${stock % 2}` },
              { symbol, source: 'file' as const, knownAt: moment(), group: `group ${stock % 3}` },
              { symbol, source: 'file' as const, knownAt: moment(), group: stock === 0 ? '' : `group ${stock % 2}` },
            ],
      ),
    },
    rates: days.map((day) => ({ day, rate: 1e-4 * random() })),
    synthetic: true,
  };
}

/** Values of every stock and most days, one in ten known days later and one in ten corrected or taken back later. */
function inventedValues(symbols: readonly string[], days: readonly number[], seed: number): RawValue[] {
  const random = draws(seed + 2);
  return symbols.flatMap((symbol) =>
    days.flatMap((day): RawValue[] => {
      const dice = random();
      const close = sessionClose(day) - 1;
      const fact = { symbol, name: inventedValuesName, day, value: random() - 0.5, knownAt: close } as const;
      if (dice < 0.1) return [];
      if (dice < 0.2) return [{ ...fact, knownAt: close + 3 * 86_400_000 * random() }];
      if (dice > 0.1 + 0.2) return [fact];
      const later = { ...fact, knownAt: close + 2 * 86_400_000 * random() };
      return [fact, { ...later, value: dice < 0.22 ? NaN : random() }];
    }),
  );
}

/** Reports of quarters and years, one in ten without a value, and one in ten said again a month later; the last stock has none. */
function inventedReadings(symbols: readonly string[], days: readonly number[], seed: number): RawReading[] {
  const random = draws(seed + 4);
  const items = ['revenue', 'revenueTtm', 'netIncomeTtm', 'totalAssets', 'cash'];
  const quarters = Array.from({ length: Math.floor(days.length / 63) }, (_, nth) => nth);
  return symbols.slice(0, -1).flatMap((symbol) =>
    quarters.flatMap((quarter) => {
      const periodEnd = (days[0] as number) + Math.round(quarter * 91.3);
      const knownAt = (periodEnd + 25 + 20 * random()) * 86_400_000;
      return items.flatMap((item): RawReading[] => {
        const dice = random();
        const isYear = item.endsWith('Ttm') && quarter % 4 === 0;
        const fact = { symbol, item, knownAt, periodEnd, value: 1e9 * (0.1 + random()), reason: '', isYear };
        if (dice < 0.1) return [{ ...fact, periodEnd: NaN, value: NaN, reason: 'never reported', isYear: false }];
        return dice < 0.2 ? [fact, { ...fact, knownAt: knownAt + 30 * 86_400_000, value: 1e9 * random() }] : [fact];
      });
    }),
  );
}

/** Counts every ten sessions, published a week later; the last stock has none, and one is published again with another count. */
function shortInterestOf(symbols: readonly string[], days: readonly number[], seed: number): RawShortInterest[] {
  const random = draws(seed + 3);
  return symbols.slice(0, -1).flatMap((symbol) =>
    days
      .filter((_, t) => t % 10 === 0)
      .flatMap((settled, nth) => {
        const knownAt = (settled + 7 + random()) * 86_400_000;
        const first = { symbol, settled, knownAt, shares: 1e7 * (0.1 + random()) };
        const again = { ...first, knownAt: knownAt + 30 * 86_400_000, shares: 2 * first.shares };
        return nth === 5 ? [first, again] : [first];
      }),
  );
}

/** Open, high and low of closes. */
function rangesAround(close: Float64Array, seed: number): Record<'open' | 'high' | 'low', Float64Array> {
  const random = draws(seed + 1);
  const open = close.map((price) => price * (0.98 + 0.04 * random()));
  return {
    open,
    high: close.map((price, row) => Math.max(price, open[row] as number) * (1 + 0.01 * random())),
    low: close.map((price, row) => Math.min(price, open[row] as number) * (1 - 0.01 * random())),
  };
}
