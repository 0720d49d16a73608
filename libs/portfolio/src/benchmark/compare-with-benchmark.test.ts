import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { pricesTable } from '@fm/warehouse';
import { emptyWarehouse } from '@fm/warehouse/testing/empty-warehouse';
import { priceRow, weekdays } from '@fm/warehouse/testing/wave-prices';
import { ingestKnownReturns } from '../known/ingest-known-returns.ts';
import { compareWithBenchmark } from './compare-with-benchmark.ts';
import { onSessions } from './on-sessions.ts';
import { readBenchmark } from './read-benchmark.ts';

const dates = weekdays('2021-01-04', 120);
const wave = (scale: number, speed: number) => Float64Array.from(dates, (_, t) => scale * Math.sin(t * speed) + 0.0003);
const book = { dates, net: wave(0.01, 1.3), riskFree: new Float64Array(dates.length).fill(0.0001) };
const terms = { longOnly: true, symbols: ['AAPL', 'MSFT'] };
const levelsOf = (returns: Float64Array) => {
  let level = 100;
  return returns.map((value) => (level *= 1 + value));
};
const own = { name: 'X', source: 'prices', isExcess: false } as const;

test('alpha, beta, tracking error and information ratio are those of loops over the sessions that both have', () => {
  const returns = wave(0.008, 1.1);
  const found = compareWithBenchmark(book, { ...own, dates, levels: levelsOf(returns) }, terms);
  // Without a level before the first session there is no return on it.
  const pairs = dates.slice(1).map((_, at) => [book.net[at + 1]! - 0.0001, returns[at + 1]! - 0.0001] as const);
  const n = pairs.length;
  expect(found.sessions).toBe(n);
  const [my, mx] = [0, 1].map((k) => pairs.reduce((sum, pair) => sum + pair[k]!, 0) / n) as [number, number];
  const beta =
    pairs.reduce((sum, [y, x]) => sum + (y - my) * (x - mx), 0) / pairs.reduce((sum, [, x]) => sum + (x - mx) ** 2, 0);
  expect(found.beta).toBeCloseTo(beta, 10);
  expect(found.alpha).toBeCloseTo(252 * (my - beta * mx), 10);
  const differences = pairs.map(([y, x]) => y - x);
  const mean = differences.reduce((sum, one) => sum + one, 0) / n;
  const deviation = Math.sqrt(differences.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1));
  expect(found.active).toBeCloseTo(252 * mean, 10);
  expect(found.trackingError).toBeCloseTo(Math.sqrt(252) * deviation, 10);
  expect(found.informationRatio).toBeCloseTo((Math.sqrt(252) * mean) / deviation, 10);
  expect(
    compareWithBenchmark(book, { ...own, dates, levels: levelsOf(returns) }, { ...terms, longOnly: false }),
  ).toMatchObject({
    ...{ active: null, trackingError: null, informationRatio: null },
  });
});

test('a level after the last session changes nothing', () => {
  const levels = levelsOf(wave(0.008, 1.1));
  const later = { dates: [...dates, '2022-01-03'], levels: Float64Array.of(...levels, 1e6) };
  const [without, withLater] = [{ dates, levels }, later].map((given) =>
    compareWithBenchmark(book, { ...own, ...given }, terms),
  );
  expect({ ...withLater, notes: [] }).toEqual({ ...without, notes: [] });
});

test('a session without a level loses none of the growth and is not compared, and other days count at the next session', () => {
  const sessions = ['2021-01-04', '2021-01-05', '2021-01-06', '2021-01-08'];
  const given = ['2020-12-31', '2021-01-04', '2021-01-06', '2021-01-07', '2021-01-08'];
  const found = onSessions({ dates: given, levels: Float64Array.of(100, 110, 121, 60, 242) }, sessions);
  expect([...found.returns]).toEqual([expect.closeTo(0.1, 12), NaN, expect.closeTo(0.1, 12), expect.closeTo(1, 12)]);
  expect([...found.paired]).toEqual([expect.closeTo(0.1, 12), NaN, NaN, expect.closeTo(1, 12)]);
  expect(found.otherDays).toEqual(['2021-01-07']);
});

test('differences of calendar, currency and kind are named', () => {
  const ftse = { ...own, name: '^FTSE', dates: dates.slice(10), levels: levelsOf(wave(0.008, 1.1)).slice(10) };
  const notes = compareWithBenchmark(book, ftse, terms).notes.join('; ');
  expect(notes).toContain('on 11 of the 120 sessions of the book');
  expect(notes).toContain('may leave out dividends');
  expect(notes).toContain('^FTSE is quoted in GBP, and 2 of 2 stocks, such as AAPL, are not');
  expect(() =>
    compareWithBenchmark(book, { ...own, dates: ['1999-01-04'], levels: Float64Array.of(1) }, terms),
  ).toThrow(expect.objectContaining({ code: 'BENCHMARK_ELSEWHERE' }));
});

test('an index and published returns are read as they were ingested, and what is not there is named', async () => {
  const warehouse = await emptyWarehouse();
  const levels = levelsOf(wave(0.008, 1.1));
  await warehouse.insert(
    pricesTable,
    dates.map((day, t) => priceRow('^DJI', day, levels[t]!, 0)),
  );
  const folder = mkdtempSync(join(tmpdir(), 'fm-benchmark-'));
  const daily = join(folder, 'daily.csv');
  const lines = dates.map((day, t) => `${day},${(100 * wave(0.008, 1.1)[t]!).toFixed(12)},0.01`);
  writeFileSync(daily, `date,Mkt-RF,RF\n${lines.join('\n')}\n`);
  await ingestKnownReturns(warehouse, daily);
  const monthly = join(folder, 'monthly.csv');
  writeFileSync(monthly, `,Value\n${[1, 2, 3, 4].map((month) => `20210${month},1.0`).join('\n')}\n`);
  await ingestKnownReturns(warehouse, monthly);

  const index = compareWithBenchmark(book, await readBenchmark(warehouse, '^dji', dates.at(-1)!), terms);
  expect(index).toMatchObject({ name: '^DJI', library: null, sessions: 119 });
  const published = compareWithBenchmark(book, await readBenchmark(warehouse, 'daily/mkt-rf', dates.at(-1)!), terms);
  expect(published).toMatchObject({ name: 'Mkt-RF', library: 'daily', sessions: 120 });
  expect(published.notes).toContainEqual(expect.stringContaining('above the risk-free rate, which is added'));
  expect(published.returns[50]).toBeCloseTo(index.returns[50]! + 0.0001, 12);
  expect((await readBenchmark(warehouse, '^DJI', dates[9]!)).dates).toHaveLength(10);
  await expect(readBenchmark(warehouse, 'Value', '2022-01-01')).rejects.toMatchObject({ code: 'BENCHMARK_NOT_DAILY' });
  await expect(readBenchmark(warehouse, '^NONE', '2022-01-01')).rejects.toMatchObject({
    code: 'UNKNOWN_BENCHMARK',
    where: 'there are ^DJI, Mkt-RF, RF, Value',
  });
});
