import { describe, expect, test } from '@jest/globals';
import { isoOfDay } from '@fm/platform/time';
import type { CorporateAction } from '../model/price-rows.ts';
import { parseText, rowsOf, yahooHeader } from '../testing/parsing.ts';
import { checkFile, type FileVerdict } from './check-file.ts';

/** 2021-01-04, a Monday. */
const monday = 18_631;
const context = { symbol: 'TEST', today: 25_000, firstOpenDay: 25_001 };

/** Day numbers of weekdays. */
const weekdays = (count: number): number[] =>
  Array.from({ length: count }, (_, at) => monday + Math.floor(at / 5) * 7 + (at % 5));

/** A price that moves a little, without a trend. */
const wave = (at: number): number => 100 * (1 + 0.01 * Math.sin(at * 2.3));

const text = (
  days: readonly number[],
  row: (at: number) => readonly (number | string)[],
  header = yahooHeader,
): string => [header, ...days.map((day, at) => [isoOfDay(day), ...row(at)].join(','))].join('\n');

const ohlc = (price: number): number[] => [price, price * 1.01, price * 0.99, price];
const check = (file: string, known: readonly CorporateAction[] = []): FileVerdict =>
  checkFile(parseText(file, context, 65_536), known);
const losses = ({ exclusions }: FileVerdict): string[] =>
  exclusions.map(({ code, rows }) => `${code} x ${rows.length}`);

describe('rows that are', () => {
  test.each([
    ['a week apart', 7],
    ['two weeks apart', 14],
    ['a month apart', 30],
    ['a quarter apart', 91],
  ])('%s are not daily prices', (_, apart) => {
    const days = Array.from({ length: 30 }, (_, at) => monday + at * apart);
    expect(losses(check(text(days, (at) => [...ohlc(wave(at)), wave(at), 1000])))).toEqual(['NOT_DAILY x 30']);
  });

  test('a day apart with holes are daily prices', () => {
    const days = weekdays(200).filter((_, at) => at % 7 !== 3);
    expect(losses(check(text(days, (at) => [...ohlc(wave(at)), wave(at), 1000])))).toEqual([]);
  });

  test('each a day too early are refused', () => {
    const days = weekdays(40).map((day) => day - 1);
    expect(losses(check(text(days, (at) => [...ohlc(wave(at)), wave(at), 1000])))).toEqual(['DAYS_SHIFTED x 40']);
  });
});

describe('a stock that is not traded', () => {
  const still = (from: number, to: number) => (at: number) =>
    at >= from && at < to ? [100, 100, 100, 100, 100, 0] : [...ohlc(wave(at)), wave(at), 1000];

  test('for five days or more has no price on them', () => {
    const verdict = check(text(weekdays(100), still(40, 60)));
    expect(losses(verdict)).toEqual(['HALTED x 19']);
    expect(verdict.kept[0]).toHaveLength(81);
  });

  test('for a day or two keeps its price', () => {
    expect(losses(check(text(weekdays(100), still(40, 43))))).toEqual([]);
  });

  test('before its listing has no price', () => {
    expect(losses(check(text(weekdays(100), still(0, 1))))).toEqual(['BEFORE_LISTING x 1']);
  });

  test('is recognised by volumes, which an index does not have', () => {
    expect(losses(check(text(weekdays(100), () => [100, 100, 100, 100, 100, 0])))).toEqual([]);
  });

  test('is not one that crashes on heavy trade', () => {
    const row = (at: number) => [...ohlc(at < 50 ? 100 : 45), at < 50 ? 100 : 45, at === 50 ? 9000 : 1000];
    const verdict = check(text(weekdays(100), row));
    expect(losses(verdict)).toEqual([]);
    expect(verdict.remarks.map(({ code }) => code)).toEqual(['RETURN_LARGE']);
  });
});

describe('the last day twice', () => {
  const days = [...weekdays(10), weekdays(10)[9]!];
  const row = (at: number) => [...ohlc(wave(at)), wave(at), at === 9 ? 10 : 1000];

  test('keeps the later row', () => {
    const verdict = check(text(days, row));
    expect([losses(verdict), verdict.replaced, verdict.kept[0]!.at(-1)]).toEqual([[], 1, 10]);
  });

  test('is a contradiction in a file that does not go by day', () => {
    const lines = text(days, row).split('\n');
    expect(losses(check([lines[0], ...lines.slice(1).reverse()].join('\n')))).toEqual(['DUPLICATE_DATE x 2']);
  });
});

describe('closes as traded', () => {
  const split = (value: number, at: number): CorporateAction => {
    return { symbol: 'TEST', day: weekdays(100)[at]!, kind: 'split', value };
  };
  const traded = (value: number, at: number): number => (at < 50 ? wave(at) * value : wave(at));

  test.each([4, 1.5, 1.25, 1 / 190])('beside an adjusted close are found at a known split of %d', (value) => {
    const parsed = parseText(
      text(weekdays(100), (at) => [...ohlc(traded(value, at)), wave(at), at < 50 ? 1000 : 1000 * value]),
      context,
      65_536,
    );
    const verdict = checkFile(parsed, [split(value, 50)]);
    expect([losses(verdict), verdict.closes]).toEqual([[], 'raw']);
    const [, , open, , , close, adjusted, volume] = rowsOf(parsed)[10]!;
    for (const price of [open, close, adjusted]) expect(price).toBeCloseTo(wave(10), 9);
    expect(volume).toBeCloseTo(1000 * value, 6);
  });

  test('beside an adjusted close are found without a known split, which they tell', () => {
    const verdict = check(text(weekdays(100), (at) => [...ohlc(traded(4, at)), wave(at), 1000]));
    expect([losses(verdict), verdict.closes, verdict.actions]).toEqual([[], 'raw', [split(4, 50)]]);
  });

  test('alone are adjusted for a known split of 3 for 2, whose fall is not a return', () => {
    const parsed = parseText(
      text(weekdays(100), (at) => [...ohlc(traded(1.5, at)), 1000], 'Date,Open,High,Low,Close,Volume'),
      context,
      65_536,
    );
    const verdict = checkFile(parsed, [split(1.5, 50)]);
    expect([losses(verdict), verdict.closes]).toEqual([[], 'raw']);
    expect(rowsOf(parsed).every((row, at) => Math.abs((row[6] as number) / wave(at) - 1) < 1e-12)).toBe(true);
  });

  test('of Tiingo are what its columns say, dividends too', () => {
    const header = 'date,close,high,low,open,volume,adjClose,divCash,splitFactor';
    const row = (at: number) => {
      const [open, high, low, close] = ohlc(traded(4, at));
      return [close!, high!, low!, open!, 1000, wave(at) * 0.999, at === 20 ? 0.4 : 0, at === 50 ? 4 : 1];
    };
    const verdict = check(text(weekdays(100), row, header));
    expect(verdict.closes).toBe('raw');
    expect(verdict.actions.map(({ kind, value }) => [kind, value])).toEqual([
      ['dividend', 0.1],
      ['split', 4],
    ]);
  });

  test('are not found where an adjusted stock falls by half on heavy trade', () => {
    const row = (at: number) => [...ohlc(at < 50 ? 100 : 52), at < 50 ? 100 : 52, at === 50 ? 9000 : 1000];
    expect(check(text(weekdays(100), row)).closes).toBe('split');
  });

  test('a split after the last row changes nothing', () => {
    const verdict = check(
      text(weekdays(40), (at) => [...ohlc(wave(at)), wave(at), 1000]),
      [split(10, 60)],
    );
    expect([losses(verdict), verdict.closes]).toEqual([[], 'split']);
  });
});

describe('a split that the prices do not carry', () => {
  const header = `${yahooHeader},Stock Splits`;
  const row = (value: number, move: number) => (at: number) => {
    const price = at < 50 ? wave(at) : (wave(at) / value) * move;
    return [...ohlc(price), price, at < 50 ? 1000 : 5000, at === 50 ? value : 0];
  };

  test.each([
    ['of 1 for 190, on a day on which the stock fell by a third', 1 / 190, 0.668],
    ['of 3 for 2', 1.5, 1],
    ['of 5 for 4', 1.25, 1],
    ['of 1 for 7', 1 / 7, 1.2],
  ])('%s, is a fault of the basis and no return', (_, value, move) => {
    expect(losses(check(text(weekdays(100), row(value, move), header)))).toEqual(['SPLIT_NOT_APPLIED x 50']);
  });

  test('never makes a return of thousands of percent a supported one', () => {
    const raised = (at: number) => [...ohlc(at < 50 ? 0.05 : 6.2), at < 50 ? 0.05 : 6.2, at === 50 ? 90_000 : 1000];
    const { remarks, exclusions } = check(text(weekdays(100), raised));
    expect(remarks.map(({ code }) => code)).not.toContain('RETURN_LARGE');
    expect(exclusions.length).toBeGreaterThan(0);
  });
});

describe('a level of the prices that changes by more than a day can make, and holds', () => {
  const level = (factor: (at: number) => number) => (at: number) => {
    const price = wave(at) * factor(at);
    return [...ohlc(price), price, factor(at) === 1 ? 1000 : 90_000];
  };

  test.each([121, 1 / 121, 13.45, 1 / 13.45, 1900, 1 / 1900, 84])(
    'by a factor of %d, leaves the rows on the newest level and no return over it',
    (factor) => {
      const verdict = check(
        text(
          weekdays(100),
          level((at) => (at < 40 ? 1 : factor)),
        ),
      );
      expect(losses(verdict)).toEqual(['LEVEL_BROKEN x 40']);
      expect(verdict.kept[0]).toHaveLength(60);
      expect(verdict.remarks).toEqual([]);
    },
  );

  test.each([100, 1 / 100])('by a factor of %d, as pence for pounds make it, leaves one unit', (factor) => {
    const verdict = check(
      text(
        weekdays(100),
        level((at) => (at < 20 ? factor : 1)),
      ),
    );
    expect(losses(verdict)).toEqual(['UNIT_ERROR_100X x 20']);
  });

  test('for a time, leaves the rows before and after it', () => {
    const verdict = check(
      text(
        weekdays(100),
        level((at) => (at >= 40 && at < 60 ? 121 : 1)),
      ),
    );
    expect(losses(verdict)).toEqual(['LEVEL_BROKEN x 20']);
  });

  test('loses only one row where a stock trades again after its insolvency', () => {
    const days = weekdays(100).map((day, at) => (at < 50 ? day : day + 18));
    const verdict = check(
      text(
        days,
        level((at) => (at < 50 ? 1 : 1 / 260)),
      ),
    );
    expect(losses(verdict)).toEqual(['RETURN_BEYOND_LIMIT x 1']);
  });
});
