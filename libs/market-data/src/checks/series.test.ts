import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isoOfDay } from '@fm/platform/time';
import type { ParsedPrices } from '../model/parsed.ts';
import { parseText, yahooHeader } from '../testing/parsing.ts';
import { realData, testOnRealData } from '../testing/real-data.ts';
import { checkFile, type FileVerdict } from './check-file.ts';

const check = (parsed: ParsedPrices): FileVerdict => checkFile(parsed);

/** What a series loses, as `code x rows`. */
const losses = (verdict: FileVerdict): string[] =>
  verdict.exclusions.map(({ code, rows }) => `${code} x ${rows.length}`);

/** A Yahoo CSV of closes on consecutive days; `volume` may be a list. */
function series(closes: number[], volumes: number | number[] = 1000): string {
  const lines = closes.map((close, at) => {
    const day = isoOfDay(19_700 + at);
    const volume = typeof volumes === 'number' ? volumes : volumes[at];
    return [day, close, close * 1.01, close * 0.99, close, close, volume].join(',');
  });
  return [yahooHeader, ...lines].join('\n');
}

const flat = (count: number, price = 100): number[] => Array.from({ length: count }, (_, at) => price + (at % 3));

describe('duplicate days', () => {
  const row = '2024-03-07,10,11,9,10.5,10.4,1000';

  test('that are equal count once', () => {
    const verdict = check(parseText([yahooHeader, row, row, row].join('\n')));
    expect([verdict.repeated, verdict.kept[0]!.length, losses(verdict)]).toEqual([2, 1, []]);
  });

  test('with different prices are all kept aside, naming their lines', () => {
    const other = '2024-03-07,10,11,9,10.6,10.4,1000';
    const verdict = check(parseText([yahooHeader, row, '2024-03-08,10,11,9,10.5,10.4,1', other].join('\n')));
    expect(losses(verdict)).toEqual(['DUPLICATE_DATE x 2']);
    expect(verdict.exclusions[0]!.what).toContain('lines 2 and 4');
    expect(verdict.kept[0]!.length).toBe(1);
  });
});

describe('a return beyond 40 %', () => {
  test('that goes back is a spike: the rows of the spike are kept aside', () => {
    expect(losses(check(parseText(series([...flat(30), 160, 161, ...flat(10)]))))).toEqual(['RETURN_BEYOND_LIMIT x 2']);
  });

  test('that stays without support loses only the row of the jump', () => {
    const verdict = check(parseText(series([...flat(30), ...flat(30, 161)])));
    expect(losses(verdict)).toEqual(['RETURN_BEYOND_LIMIT x 1']);
    expect(verdict.kept[0]!.length).toBe(59);
  });

  test('at the end of the series is kept aside to its end', () => {
    expect(losses(check(parseText(series([...flat(30), 160, 161]))))).toEqual(['RETURN_BEYOND_LIMIT x 2']);
  });

  test('with twice the turnover is in, with a remark', () => {
    const volumes = Array.from({ length: 60 }, (_, at) => (at === 30 ? 5000 : 1000));
    const verdict = check(parseText(series([...flat(30), ...flat(30, 55)], volumes)));
    expect(losses(verdict)).toEqual([]);
    expect(verdict.remarks.map(({ code, line }) => `${code}:${line}`)).toEqual(['RETURN_LARGE:32']);
  });

  test('that halves the price at an unchanged turnover and stays is a split that is not applied', () => {
    const volumes = Array.from({ length: 60 }, (_, at) => (at >= 30 ? 2000 : 1000));
    const verdict = check(parseText(series([...flat(30), ...flat(30, 50)], volumes)));
    expect(losses(verdict)).toEqual(['SPLIT_NOT_APPLIED x 30']);
  });

  test.each([
    ['not applied', [...flat(30, 400), ...flat(30, 100)]],
    ['applied twice', [...flat(30, 25), ...flat(30, 100)]],
  ])('at a recorded split that is %s loses the rows before it', (_, closes) => {
    const [header, ...lines] = series(closes).split('\n');
    const rows = lines.map((line, at) => `${line},${at === 30 ? 4 : 0}`);
    const verdict = check(parseText([`${header},Stock Splits`, ...rows].join('\n')));
    expect(losses(verdict)).toEqual(['SPLIT_NOT_APPLIED x 30']);
    expect(verdict.exclusions[0]!.what).toContain('the split of 4 to 1');
  });

  test('by a factor of 100 is an error of unit: the few rows are kept aside', () => {
    const closes = [...flat(30), 10_000, 10_100, ...flat(30)];
    expect(losses(check(parseText(series(closes))))).toEqual(['UNIT_ERROR_100X x 2']);
  });
});

describe('on real data', () => {
  const repair = (name: string): ParsedPrices =>
    parseText(readFileSync(join(realData, 'api-responses/price-repair', name)), undefined, 4096);

  testOnRealData('a split that Yahoo did not apply is found, and its repaired form passes', () => {
    expect(losses(check(repair('4063-T-1d-bad-stock-split.csv')))).toEqual(['SPLIT_NOT_APPLIED x 9']);
    expect(losses(check(repair('4063-T-1d-bad-stock-split-fixed.csv')))).toEqual([]);
  });

  testOnRealData('a dividend that Yahoo did not apply is found, and its repaired form passes', () => {
    expect(losses(check(repair('8TRA-DE-1d-missing-div-adjust.csv')))).toEqual(['DIVIDEND_NOT_APPLIED x 2']);
    expect(losses(check(repair('8TRA-DE-1d-missing-div-adjust-fixed.csv')))).toEqual([]);
  });

  testOnRealData('a series in two units without a clear majority is kept aside whole, its repaired form passes', () => {
    expect(losses(check(repair('AET-L-1d-100x-error.csv')))).toEqual(['UNIT_ERROR_100X x 23']);
    expect(losses(check(repair('AET-L-1d-100x-error-fixed.csv')))).toEqual([]);
  });

  testOnRealData('a history with many good dividends passes', () => {
    const parsed = repair('CALM-1d-no-bad-divs.csv');
    expect(parsed.actions.length).toBeGreaterThan(5);
    expect(losses(check(parsed))).toEqual([]);
  });

  testOnRealData('no row of the 48 real histories is refused, and their five real jumps are remarked on', () => {
    const remarks: string[] = [];
    for (const folder of ['yahoo-csv', 'yahoo-csv-extra']) {
      for (const name of readdirSync(join(realData, 'prices', folder)).sort()) {
        const context = { symbol: name.replace('.csv', ''), today: 20_000, firstOpenDay: 20_001 };
        const parsed = parseText(readFileSync(join(realData, 'prices', folder, name)), context, 65_536);
        const verdict = check(parsed);
        expect([name, parsed.rejected, losses(verdict)]).toEqual([name, [], []]);
        for (const { symbol, what } of verdict.remarks) remarks.push(`${symbol} ${/\d{4}-\d\d-\d\d/.exec(what)![0]}`);
      }
    }
    expect(remarks).toEqual([
      'AAPL 2000-09-29',
      'NVDA 2000-03-07',
      'C 2008-11-24',
      'NFLX 2004-10-15',
      'NFLX 2013-01-24',
    ]);
  });
});
