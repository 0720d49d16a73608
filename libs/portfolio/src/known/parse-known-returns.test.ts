import { describe, expect, test } from '@jest/globals';
import { parseKnownReturns } from './parse-known-returns.ts';

const months = (year: number, values: string): string =>
  Array.from({ length: 12 }, (_, at) => `${year}${String(at + 1).padStart(2, '0')},${values}`).join('\n');

const french = `This file was created by hand, with commas.

,Mkt-RF,SMB,RF
${months(2020, '    2.50,   -1.25,    0.10')}

 Annual Factors: January-December
,Mkt-RF,SMB,RF
2020,30.0,-15.0,1.2
2021,-99.99,  -999, 1.0

Copyright
`;

describe('a file of factor returns', () => {
  test('has a monthly and an annual table, each with its dates at the ends of periods', () => {
    const parsed = parseKnownReturns(french)!;
    expect(parsed).toMatchObject({ unit: 'percent', unitRecognised: true, refused: [], missing: 2 });
    expect(parsed.tables.map(({ frequency, rows }) => [frequency, rows.length])).toEqual([
      ['month', 36],
      ['year', 4],
    ]);
    expect(parsed.tables[0]!.rows[0]).toEqual({ name: 'Mkt-RF', date: '2020-01-31', value: 0.025 });
    expect(parsed.tables[1]!.rows.map(({ date, value }) => [date, value])).toEqual([
      ['2020-12-31', 0.3],
      ['2020-12-31', -0.15],
      ['2020-12-31', 0.012],
      ['2021-12-31', 0.01],
    ]);
  });

  test('without names above its annual lines still has two tables', () => {
    const parsed = parseKnownReturns(`,A\n${months(2020, '2.5')}\n\n2020,30\n2021,10\n`)!;
    expect(parsed.tables.map(({ frequency, rows }) => [frequency, rows.length])).toEqual([
      ['month', 12],
      ['year', 2],
    ]);
  });

  test('of portfolios keeps value and equal weights apart and passes over numbers of firms', () => {
    const block = (title: string, values: string) => `  ${title}\n,Food,Beer\n${months(2019, values)}\n\n`;
    const parsed = parseKnownReturns(
      block('Average Value Weighted Returns -- Monthly', '1.5,2.5') +
        block('Average Equal Weighted Returns -- Monthly', '1.0,2.0') +
        block('Number of Firms in Portfolios', '43,12'),
    )!;
    expect(parsed.tables.map(({ title }) => title)).toEqual([
      'Average Value Weighted Returns -- Monthly',
      'Average Equal Weighted Returns -- Monthly',
    ]);
    expect(parsed.passedOver).toEqual(['Number of Firms in Portfolios']);
  });

  test('separated by blanks, as the old text files are, is the same as one separated by commas', () => {
    const blanks = french.replaceAll(/^,/gm, '      ').replaceAll(',', '   ');
    expect(parseKnownReturns(blanks)!.tables).toEqual(parseKnownReturns(french)!.tables);
  });

  test.each([
    ['day', 1, 0.5],
    ['week', 7, 1.1],
  ])('of each %s is recognised by its dates, percent or fractions by the sizes', (frequency, step, size) => {
    const file = (unit: number) =>
      `Date,Mkt-RF\n${Array.from({ length: 24 }, (_, at) => {
        const date = new Date(Date.UTC(2021, 0, 4 + at * step)).toISOString().slice(0, 10);
        return `${date},${(at % 2 === 0 ? size : -size) / unit}`;
      }).join('\n')}\n`;
    const [percent, fraction] = [parseKnownReturns(file(1))!, parseKnownReturns(file(100))!];
    expect([percent.unit, fraction.unit]).toEqual(['percent', 'fraction']);
    expect(percent.tables[0]!.frequency).toBe(frequency);
    for (const [at, row] of percent.tables[0]!.rows.entries())
      expect(row.value).toBeCloseTo(fraction.tables[0]!.rows[at]!.value, 15);
  });

  test('of AQR has American dates, months by their last day, and percent signs', () => {
    const lines = ['1/31/2020,1.50%,0.2%', '2/29/2020,-2.00%,', '3/31/2020,0.5%,0.1%', '4/30/2020,1%,1%'];
    const [table] = parseKnownReturns(`DATE,MKT,UMD\n${lines.join('\n')}\n`)!.tables;
    expect(table).toMatchObject({ frequency: 'month', names: ['MKT', 'UMD'] });
    expect(table!.rows.slice(0, 3)).toEqual([
      { name: 'MKT', date: '2020-01-31', value: 0.015 },
      { name: 'UMD', date: '2020-01-31', value: 0.002 },
      { name: 'MKT', date: '2020-02-29', value: -0.02 },
    ]);
  });

  test('names the lines it cannot use, and says when it guessed the unit', () => {
    const parsed = parseKnownReturns(',A,B\n20210104,1,2\n20210105,dog,1\n20210230,1,1\n20210106,1\n')!;
    expect(parsed.unitRecognised).toBe(false);
    expect(parsed.tables[0]!.rows).toHaveLength(3);
    expect(parsed.refused).toEqual([
      { line: 3, what: '"dog" of A is not a return' },
      { line: 4, what: 'the calendar has no 20210230' },
      { line: 5, what: 'it has 1 values for 2 names' },
    ]);
  });

  test('without a date is none', () => {
    expect(parseKnownReturns('a,b\nx,1\n')).toBeUndefined();
  });
});
