import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isoOfDay } from '@fm/platform/time';
import { parseText } from '../testing/parsing.ts';
import { realData, testOnRealData } from '../testing/real-data.ts';
import { checkFile } from './check-file.ts';

const traded = 'Date,Open,High,Low,Close,Volume';
const context = { symbol: 'TEST', today: 25_000, firstOpenDay: 25_001 };

/** A file of closes as traded in which the price falls by a ratio on its 51st day and the volume rises by another. */
function falling(price: number, volume: number, header = traded): string {
  const lines = Array.from({ length: 100 }, (_, at) => {
    const close = 100 * (1 + 0.01 * Math.sin(at * 2.3)) * (at < 50 ? price : 1);
    const open = at === 50 ? 100 * (1 + 0.01 * Math.sin(49 * 2.3)) * 1.004 : close * 1.001;
    const row = [isoOfDay(18_631 + Math.floor(at / 5) * 7 + (at % 5)), open, Math.max(open, close) * 1.01];
    const rest = [Math.min(open, close) * 0.99, close, ...(header === traded ? [] : [close])];
    return [...row, ...rest, at < 50 ? 9000 + (at % 7) * 300 : 9900 * volume].join(',');
  });
  return [header, ...lines].join('\n');
}

const remarks = (text: string, closesAsked?: 'split'): string[] =>
  checkFile({
    ...parseText(text, context, 65_536),
    ...(closesAsked && { closesAsked: true, closes: closesAsked }),
  }).remarks.map(
    ({ code, what }) => `${code} ${/\d{4}-\d\d-\d\d/.exec(what)?.[0] ?? ''} ${/\d:\d/.exec(what)?.[0] ?? ''}`,
  );

describe('a fall overnight', () => {
  test.each([
    ['6:5', 1.2],
    ['5:4', 1.25],
    ['4:3', 4 / 3],
    ['7:5', 1.4],
    ['3:2', 1.5],
    ['8:5', 1.6],
  ])('by %s with a volume that rises by it is a likely split, with its day and ratio', (name, ratio) => {
    expect(remarks(falling(ratio, ratio))).toContain(`SPLIT_LIKELY 2021-03-15 ${name}`);
  });

  test('by 5:4 on five times the volume is a return', () => {
    expect(remarks(falling(1.25, 5)).join()).not.toContain('SPLIT_LIKELY');
  });

  test('by a ratio that no company uses is a return', () => {
    expect(remarks(falling(1.29, 1.29)).join()).not.toContain('SPLIT_LIKELY');
  });

  test('is not looked at beside an adjusted close, nor where the user says that the closes are adjusted', () => {
    const adjusted = falling(1.25, 1.25, 'Date,Open,High,Low,Close,Adj Close,Volume');
    expect(remarks(adjusted).join()).not.toContain('SPLIT_LIKELY');
    expect(remarks(falling(1.25, 1.25), 'split')).toEqual([]);
  });
});

testOnRealData('no day of the 48 real histories is a likely split', () => {
  let rows = 0;
  for (const folder of ['yahoo-csv', 'yahoo-csv-extra']) {
    for (const name of readdirSync(join(realData, 'prices', folder))) {
      const [header, ...lines] = readFileSync(join(realData, 'prices', folder, name), 'utf8').split('\n');
      const names = header!.trim().split(',');
      const without = (line: string): string =>
        line
          .trim()
          .split(',')
          .filter((_, at) => names[at] !== 'Adj Close')
          .join(',');
      const parsed = parseText([header!, ...lines].map(without).join('\n'), context, 65_536);
      rows += parsed.rows.count;
      expect([parsed.hasAdjusted, checkFile(parsed).remarks.filter(({ code }) => code === 'SPLIT_LIKELY')]).toEqual([
        false,
        [],
      ]);
    }
  }
  expect(rows).toBeGreaterThan(200_000);
});
