import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { casesFolder, checkCase, type CaseRun } from './run-case.ts';

const withCases = existsSync(casesFolder) ? describe : describe.skip;

interface Figure {
  readonly item: string;
  readonly value: number | null;
  readonly periodEnd: string;
  readonly reason: string;
}

const figures = ({ ask }: CaseRun, item: string): Promise<Figure[]> =>
  ask(`SELECT item, value, toString(period_end) AS periodEnd, reason FROM fundamentals WHERE item = '${item}'
       ORDER BY known_at`);
const valuesOf = (all: readonly Figure[]): number[] => all.flatMap(({ value }) => (value === null ? [] : [value]));
const scores = ({ ask }: CaseRun): Promise<{ score: number }[]> =>
  ask('SELECT score FROM article_scores ORDER BY score');
const rowsBySymbol = async ({ ask }: CaseRun): Promise<Record<string, number>> => {
  const rows = await ask<{ symbol: string; days: number }>(
    'SELECT symbol, toUInt32(uniqExact(date)) AS days FROM prices GROUP BY symbol',
  );
  return Object.fromEntries(rows.map(({ symbol, days }) => [symbol, days]));
};
const returns = ({ ask }: CaseRun): Promise<{ change: number }[]> =>
  ask(`SELECT adj_close / lagInFrame(adj_close) OVER (ORDER BY date ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) - 1 AS change
       FROM prices_latest ORDER BY date LIMIT 1000 OFFSET 1`);
const largestReturn = async (run: CaseRun): Promise<number> =>
  Math.max(0, ...(await returns(run)).map(({ change }) => Math.abs(change)));

/** What has to come of each kind of input; the name of the case is that of its folder. */
const kinds: readonly [kind: string, name: string, check: (run: CaseRun) => Promise<void> | void][] = [
  [
    'a factor with one value for all stocks has no portfolio and no verdict',
    'one-valued-factor',
    ({ said }) => {
      expect(said).toMatch(/CurrentRatio .* 0 of 260 .*one_value_spans_both_legs/);
      expect(said).not.toMatch(/^believe/m);
    },
  ],
  [
    'a year restated after a spin-off and nine months that were not make no quarter',
    'spin-off-restated-year',
    async (run) => {
      const quarter = (await figures(run, 'revenue')).filter(({ periodEnd }) => periodEnd === '2021-12-31');
      expect(valuesOf(quarter).filter((value) => value < 16e9)).toEqual([]);
      const years = await figures(run, 'revenueTtm');
      const at = (end: string) => valuesOf(years.filter(({ periodEnd }) => periodEnd === end));
      expect([at('2022-03-31'), at('2022-06-30')]).toEqual([[58_360e6], [59_677e6]]);
    },
  ],
  [
    'a count of ordinary shares is brought to depositary receipts',
    'adr-ordinary-count',
    ({ values }) => {
      expect(values('PB', 'BABA').length).toBeGreaterThan(50);
      expect(Math.max(...values('PB', 'BABA'))).toBeLessThan(9);
      expect(values('PB', 'BABA').at(-1)).toBeCloseTo(5.69, 1);
    },
  ],
  [
    'a cover count that lacks a digit is set aside',
    'cover-count-typo',
    ({ values, said }) => {
      expect(Math.min(...values('PB', 'TM'))).toBeGreaterThan(0.7);
      expect(said).toContain('count_off_by_a_factor');
    },
  ],
  [
    "a class's count is never that of another class",
    'class-a-equivalents',
    ({ values, said }) => {
      expect([...values('PB', 'BRK-B'), ...values('PB', 'BRK-A')]).toEqual([]);
      expect(said).toContain('several_classes');
    },
  ],
  [
    'a symbol that two filers claim at one time is of neither',
    'ticker-used-again',
    async (run) => {
      expect(await run.ask('SELECT * FROM fundamentals')).toEqual([]);
      expect(run.said).toMatch(/METX: claimed by the filers/);
    },
  ],
  [
    'an average typed in thousands makes no earnings per share',
    'diluted-average-in-thousands',
    async (run) => {
      const found = valuesOf(await figures(run, 'epsDilutedTtm'));
      expect(found.length).toBeGreaterThan(0);
      expect(Math.max(...found)).toBeLessThan(2.1);
    },
  ],
  [
    'the fees of a bank are not its revenue',
    'bank-fee-slice',
    async (run) => expect(valuesOf(await figures(run, 'revenueTtm'))).toEqual([1_080e6]),
  ],
  [
    'a tag that holds a part gives way to the one that is the total',
    'revenue-tag-of-a-part',
    async (run) => {
      expect(valuesOf(await figures(run, 'revenueTtm'))).toContain(83_062e6);
      for (const item of ['revenueTtm', 'revenueTtmYearAgo'])
        expect(Math.min(...valuesOf(await figures(run, item)))).toBeGreaterThan(70e9);
    },
  ],
  [
    'of an exact and a rounded value in one filing the exact one counts',
    'two-values-in-one-filing',
    async (run) => {
      const [assets] = await run.ask<{ values: number[] }>(
        "SELECT groupUniqArray(value) AS values FROM fundamentals WHERE item = 'stockholdersEquity' AND value IS NOT NULL",
      );
      expect(assets?.values).toEqual([71_308e6]);
    },
  ],
  [
    'closes and volumes as traded are brought to one basis with the adjusted closes',
    'raw-close-beside-adjusted',
    ({ values, said }) => {
      expect(said).toContain('CLOSES_AS_TRADED');
      expect(said).not.toContain('NO_ADJUSTED_CLOSE');
      const ratios = values('PB', 'AAA');
      expect(ratios).toHaveLength(60);
      expect(Math.min(...ratios)).toBeGreaterThan(19);
      expect(Math.max(...ratios)).toBeLessThan(22);
      expect(values('TradingVolume', 'AAA')[0]).toBeCloseTo(346_000, -4);
    },
  ],
  [
    'a split of three for two is not a return',
    'raw-split-three-for-two',
    async (run) => expect(await largestReturn(run)).toBeLessThan(0.1),
  ],
  [
    'a reverse split that prices do not carry is kept aside',
    'reverse-split-not-applied',
    async (run) => {
      expect(run.said).toContain('SPLIT_NOT_APPLIED');
      expect(await largestReturn(run)).toBeLessThan(0.5);
    },
  ],
  [
    'a download on another dividend basis is refused',
    'seam-two-decimals',
    async (run) => {
      expect(run.said).toContain('BASIS_CHANGED');
      expect(await largestReturn(run)).toBeLessThan(0.08);
    },
  ],
  [
    'weekend rows of one file do not become sessions, and the file is named',
    'weekend-rows-in-one-file',
    ({ said }) => {
      expect(said).toMatch(/RSI14 .* 230 of 245/);
      expect(said).toMatch(/ROC20 .* 224 of 245/);
      expect(said).toMatch(/S05 \(98, from 2020-01-11 on, in S05\.csv\)/);
    },
  ],
  [
    'weekly rows are refused as daily prices',
    'weekly-files',
    async (run) => {
      expect(run.said).toContain('NOT_DAILY');
      expect(await rowsBySymbol(run)).toEqual({});
    },
  ],
  [
    'a weekly risk-free rate is spread over its sessions',
    'french-weekly-factors',
    async ({ ask, said }) => {
      const [rate] = await ask<{ yearly: number }>('SELECT avg(rate) * 252 AS yearly FROM risk_free FINAL');
      expect(rate?.yearly).toBeCloseTo(0.0244, 3);
      expect(said).toContain('returns of a week, in percent; each was brought to the sessions of its week');
    },
  ],
  [
    'a file with the default name of a vendor has no symbol',
    'historical-quotes-twice',
    async (run) => {
      expect(run.said).toContain('SYMBOL_UNREADABLE');
      expect(await rowsBySymbol(run)).toEqual({});
    },
  ],
  [
    'a column Name beats the name of the file',
    'name-column-against-file-name',
    async (run) => expect(await rowsBySymbol(run)).toEqual({ AAL: 60, KMX: 60 }),
  ],
  [
    'a long file holds the stocks of its column Name',
    'all-stocks-one-file',
    async (run) => {
      const rows = await rowsBySymbol(run);
      expect(Object.values(rows)).toEqual([60, 60, 60, 60]);
      expect(rows['ALL_STOCKS_5YR']).toBeUndefined();
    },
  ],
  [
    'three header rows of yfinance are read',
    'yfinance-three-header-rows',
    async (run) => expect(await rowsBySymbol(run)).toEqual({ AAA: 60, BBB: 60 }),
  ],
  [
    'a day is that of the exchange where stamps are an hour early',
    'sao-paulo-23h',
    async ({ ask }) => {
      const [found] = await ask<{ days: number[] }>(
        'SELECT arraySort(groupUniqArray(toDayOfWeek(date))) AS days FROM prices',
      );
      expect(found?.days).toEqual([1, 2, 3, 4, 5]);
    },
  ],
  [
    'a last day that comes twice counts once',
    'last-day-twice',
    async (run) => expect(Object.values(await rowsBySymbol(run))).toEqual([40]),
  ],
  [
    'a share class with a dot is the one with a dash',
    'universe-dot-class',
    ({ said }) => {
      expect(said).toMatch(/8 stocks/);
      expect(said).not.toContain('not_listed');
    },
  ],
  [
    'a universe without a header loses no stock',
    'universe-without-header',
    ({ said }) => expect(said).toMatch(/succeeded, .* 6 stocks/),
  ],
  [
    'groups are read from a list of constituents',
    'groups-gics-sector',
    async ({ ask }) =>
      expect(await ask('SELECT DISTINCT group_name FROM stock_groups ORDER BY group_name')).toEqual([
        { group_name: 'Financials' },
        { group_name: 'Health Care' },
        { group_name: 'Industrials' },
      ]),
  ],
  [
    'a document without letters has no text and is never rated',
    'pdf-without-letters',
    async ({ ask }) => {
      expect(await ask('SELECT code FROM quarantine FINAL')).toEqual([{ code: 'PDF_NO_TEXT' }]);
      expect(await ask('SELECT * FROM document_ratings')).toEqual([]);
    },
  ],
  [
    'sentences of finance are scored as a reader of markets takes them',
    'finance-sentences',
    async (run) => {
      const [worst, bad, neutral, good] = (await scores(run)).map(({ score }) => score);
      expect([worst! < 0, bad! < 0, Math.abs(neutral!) < 0.1, good! > 0]).toEqual([true, true, true, true]);
    },
  ],
  [
    'one story at several addresses counts once',
    'one-story-four-addresses',
    async (run) => expect(await scores(run)).toHaveLength(2),
  ],
  [
    'a halt filled up by the vendor is named and not ranked',
    'halted-flat-volume-zero',
    async (run) => {
      expect(run.said).toMatch(/HALTED: .*H0\.csv.* 60 rows from 2019-02-27 to 2019-05-21/);
      expect((await rowsBySymbol(run))['H0']).toBeLessThan(130);
    },
  ],
];

withCases('kinds of input that went wrong', () => {
  test.each(kinds)('%s (%s)', (_, name, check) => checkCase(name, check), 120_000);

  test('are as many as there are folders', () => {
    expect(new Set(kinds.map(([, name]) => name)).size).toBe(30);
  });
});
