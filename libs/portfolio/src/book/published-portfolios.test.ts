import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { factorCorrelation, robustMean, simulateBook, type BookRules, type Panel } from '@fm/factor-math';
import { parseKnownReturns } from '../known/parse-known-returns.ts';

const beside = fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const folder = join(process.env['FM_REAL_DATA'] ?? beside, 'fama-french/huning2009-MIT');
const portfolios = join(folder, '25_Portfolios_5x5.CSV');
const testWithData = existsSync(portfolios) ? test : test.skip;

/** Returns of a file by date and name. */
function monthsOf(path: string): {
  dates: string[];
  names: readonly string[];
  at: (date: string, name: string) => number;
} {
  const table = parseKnownReturns(readFileSync(path, 'utf8'))?.tables[0];
  const values = new Map(table!.rows.map(({ date, name, value }) => [`${date} ${name}`, value]));
  const dates = [...new Set(table!.rows.map(({ date }) => date))].sort();
  return { dates, names: table!.names, at: (date, name) => values.get(`${date} ${name}`) ?? NaN };
}

/** Long-short return a month of a book of a fifth of the portfolios on each side, equal weights, traded a month after its signal. */
function bookOf(closes: Panel, scores: Panel, rules: BookRules): Float64Array {
  const signals = Int32Array.from({ length: closes.days - 1 }, (_, t) => t);
  return simulateBook({ scores, closes, signals }, { enter: 0.2, ...rules }).gross;
}

testWithData('value and size of the 25 portfolios pay as published, and value moves with HML', () => {
  const { dates, names, at } = monthsOf(portfolios);
  const factors = monthsOf(join(folder, 'F-F_Research_Data_Factors.CSV'));
  const stocks = names.length;
  expect(stocks).toBe(25);
  const panel = (of: (t: number, i: number) => number): Panel => ({
    ...{ days: dates.length + 1, stocks },
    values: Float64Array.from({ length: (dates.length + 1) * stocks }, (_, cell) =>
      of(Math.floor(cell / stocks), cell % stocks),
    ),
  });
  const levels = new Float64Array(stocks).fill(100);
  const closes = panel((t, i) => (levels[i]! *= t === 0 ? 1 : 1 + at(dates[t - 1]!, names[i]!)));
  const published = (name: string, first: number): Float64Array =>
    Float64Array.from(dates.slice(first), (date) => factors.at(date, name));

  const value = bookOf(
    closes,
    panel((_, i) => i % 5),
    {},
  );
  const size = bookOf(
    closes,
    panel((_, i) => Math.floor(i / 5)),
    { direction: -1 },
  );
  const momentum = bookOf(
    closes,
    panel((t, i) => (t < 12 ? NaN : closes.values[(t - 1) * stocks + i]! / closes.values[(t - 12) * stocks + i]!)),
    {},
  );
  const found = [value, size, momentum].map((returns) => {
    const first = returns.findIndex(Number.isFinite);
    return { returns: returns.slice(first), first: first - 1, mean: robustMean(returns.slice(first)) };
  });
  const [ofValue, ofSize, ofMomentum] = found as [(typeof found)[0], (typeof found)[0], (typeof found)[0]];
  const likeness = ({ returns, first }: (typeof found)[0], name: string): number =>
    factorCorrelation([returns, published(name, first)])[1] as number;
  // Published signs: Fama and French (1993) for size and value, Lewellen (2002) for momentum of these portfolios.
  for (const { mean } of found) expect(mean.mean).toBeGreaterThan(0);
  expect(Math.min(ofValue.mean.t, ofMomentum.mean.t)).toBeGreaterThan(2);
  expect(likeness(ofValue, 'HML')).toBeGreaterThan(0.8);
  expect(likeness(ofSize, 'SMB')).toBeGreaterThan(0.8);
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').replace(/\s+/g, ' ');
  const paid = ({ mean }: (typeof found)[0]): string =>
    `${(1200 * mean.mean).toFixed(1)} %${mean === ofValue.mean ? ' a year' : ''} (t ${mean.t.toFixed(1)})`;
  expect(readme).toContain(
    `value pays ${paid(ofValue)} and moves with HML (correlation ${likeness(ofValue, 'HML').toFixed(2)}), ` +
      `size ${paid(ofSize)} with SMB (${likeness(ofSize, 'SMB').toFixed(2)}), and momentum of the portfolios ${paid(ofMomentum)}`,
  );
});
