import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openWarehouse, riskFreeTable, type Warehouse } from '@fm/warehouse';
import { ingestRiskFree } from './ingest-risk-free.ts';
import { parseRiskFree } from './parse-risk-free.ts';
import { replayRate } from './replay-rate.ts';

const french = `This file was created by hand.\r\n\r\n,Mkt-RF,SMB,HML,RF\r\n19630701,   -0.67,    0.00,   -0.34,    0.01\r\n20240230,0,0,0,0.02\r\n20240301,0,0,0,dog\r\n\r\nCopyright\r\n`;

describe('parseRiskFree', () => {
  test("reads French's percent per session and names the lines it cannot use", () => {
    expect(parseRiskFree(french)).toEqual({
      series: 'FF-RF',
      period: 'day',
      understood: 'returns of a session, in percent',
      rates: [{ date: '1963-07-01', rate: 0.0001 }],
      refused: [
        { line: 5, what: 'the calendar has no 2024-02-30' },
        { line: 6, what: '"dog" is not a rate in percent' },
      ],
    });
  });

  test('passes over days of FRED without a rate', () => {
    const parsed = parseRiskFree('observation_date,DTB3\n2024-01-01,.\n2024-01-02,5.04\n');
    expect(parsed).toMatchObject({ series: 'DTB3', period: 'day', refused: [] });
    expect(parsed!.rates.map(({ date }) => date)).toEqual(['2024-01-02']);
  });

  test.each([
    ['DTB3', 'a bank discount of 91 days', 365 * 0.0504, 360 - 91 * 0.0504, 91],
    ['DTB4WK', 'a bank discount of 28 days', 365 * 0.0504, 360 - 28 * 0.0504, 28],
    ['DGS3MO', 'a bond equivalent', 0.0504, 1, 91],
  ])("takes FRED's %s for %s, whose sessions compound to its yield", (name, _, over, under, days) => {
    const parsed = parseRiskFree(`observation_date,${name}\n2024-01-02,5.04\n`);
    const bondEquivalent = over / under;
    const sessions = (days * 252) / 365;
    expect((1 + parsed!.rates[0]!.rate) ** sessions).toBeCloseTo(1 + (bondEquivalent * days) / 365, 12);
  });

  test('takes an overnight rate by a year of 360 days', () => {
    const parsed = parseRiskFree('observation_date,SOFR\n2024-01-02,5.40\n');
    expect(parsed!.rates[0]!.rate * 252).toBeCloseTo((0.054 * 365) / 360, 12);
  });

  /** A file of French's with a line for each of some days. */
  const factors = (dates: readonly string[], rate: string, market = '0.50'): string =>
    [
      'Prose with, a comma.',
      '',
      ',Mkt-RF,SMB,HML,RF',
      ...dates.map((date) => `${date}, ${market},0.1,-0.2, ${rate}`),
    ].join('\n');
  const perYear = (text: string): number[] =>
    parseRiskFree(text)!.rates.map(({ rate }) => Number(((1 + rate) ** 252 - 1).toFixed(6)));
  const fridays = ['20210108', '20210115', '20210122', '20210129', '20210205', '20210212'];

  test('brings the rates of weeks to their sessions: 0.047 % a week is 2.47 % a year', () => {
    const parsed = parseRiskFree(factors(fridays, '0.047'));
    expect(parsed).toMatchObject({ period: 'week', refused: [] });
    expect(parsed!.rates.slice(0, 6).map(({ date }) => date)).toEqual([
      ...['2021-01-04', '2021-01-05', '2021-01-06', '2021-01-07', '2021-01-08'],
      '2021-01-11',
    ]);
    expect(new Set(perYear(factors(fridays, '0.047')))).toEqual(new Set([0.024735]));
  });

  test('brings the rates of months to their sessions, and passes over the block of years after them', () => {
    const monthly = factors(['202101', '202102', '202103', '202104', '202105'], '0.20', '-3.1');
    const parsed = parseRiskFree(`${monthly}\n\n Annual Factors\n,Mkt-RF,SMB,HML,RF\n2021,1,1,1,2.4\n`);
    expect(parsed).toMatchObject({ period: 'month', refused: [] });
    expect([parsed!.rates[0]?.date, parsed!.rates.at(-1)?.date]).toEqual(['2021-01-01', '2021-05-31']);
    expect(new Set(perYear(monthly))).toEqual(new Set([0.024266]));
  });

  test('recognises fractions by the returns of the market, and passes over what is missing', () => {
    const days = Array.from({ length: 12 }, (_, at) => `202103${String(at + 1).padStart(2, '0')}`);
    const [percent, fraction] = [factors(days, '0.02', '0.5'), factors(days, '0.0002', '0.005')];
    expect(parseRiskFree(fraction)!.rates).toEqual(parseRiskFree(percent)!.rates);
    expect(parseRiskFree(`${percent}\n20210331,-99.99,0,0,-99.99\n`)).toEqual(parseRiskFree(percent));
  });

  test('reads quoted names and semicolons', () => {
    expect(parseRiskFree('"observation_date";"DTB3"\n"2024-01-02";"5.04"\n')?.rates).toHaveLength(1);
  });

  test.each([
    ['TB3MS', 'month', ['2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01', '2024-05-01'], '2024-01-31'],
    ['GS3M', 'month', ['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30', '2024-05-31'], '2024-01-31'],
    ['WTB3MS', 'week', ['2024-01-05', '2024-01-12', '2024-01-19', '2024-01-26', '2024-02-02'], '2024-01-05'],
  ])("counts each average of FRED's %s from the end of its %s, and says so", (name, period, days, first) => {
    const parsed = parseRiskFree(`DATE,${name}\n${days.map((day) => `${day},5.04`).join('\n')}\n`);
    expect(parsed).toMatchObject({ series: name, period, rates: [{ date: first }, {}, {}, {}, {}] });
    expect(parsed!.understood).toMatch(new RegExp(`percent a year.*averages of a ${period}.*end of its ${period}`));
  });

  test.each([
    ['a quarter', ['2024-01-01', '2024-04-01', '2024-07-01', '2024-10-01', '2025-01-01']],
    ['a year', ['2020-01-01', '2021-01-01', '2022-01-01', '2023-01-01', '2024-01-01']],
  ])('rates of FRED that are %s apart are refused', (_, days) => {
    expect(parseRiskFree(`DATE,TB3MS\n${days.map((day) => `${day},5.04`).join('\n')}\n`)).toBeUndefined();
  });

  test('a line a year is refused', () => {
    expect(parseRiskFree(factors(['20160101', '20170101', '20180101', '20190101', '20200101'], '1.2'))).toBeUndefined();
  });

  test('anything else is neither', () => {
    expect(parseRiskFree('Date,Open\n2024-01-02,1\n')).toBeUndefined();
  });
});

describe('ingestRiskFree', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-rates-'));
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await openWarehouse({ home });
  });
  afterAll(async () => {
    await warehouse.close();
    rmSync(home, { recursive: true, force: true });
  });

  test('says that an earlier release stored averages under the first day of their month, and what to do', async () => {
    const file = join(home, 'TB3MS.csv');
    const months = ['2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01', '2024-05-01'];
    writeFileSync(file, `DATE,TB3MS\n${months.map((day) => `${day},5.04`).join('\n')}\n`);
    expect((await ingestRiskFree(warehouse, file)).understood).not.toContain('earlier release');
    const old = [{ series: 'TB3MS', date: '2024-02-01', rate: 0.0002, version: 1n }];
    await warehouse.insert(riskFreeTable, old);
    expect((await ingestRiskFree(warehouse, file)).understood).toMatch(
      /; 1 stored .*earlier release: run `fm forget source/,
    );
    await warehouse.command("DELETE FROM risk_free WHERE series = 'TB3MS'");
  });

  test('loads a file once, however often it comes, and keeps what it cannot use', async () => {
    const file = join(home, 'rates.csv');
    writeFileSync(file, french);
    expect(await ingestRiskFree(warehouse, file)).toMatchObject({
      series: 'FF-RF',
      read: 3,
      new: 1,
      unchanged: 0,
      quarantined: 2,
    });
    expect(await ingestRiskFree(warehouse, file)).toMatchObject({ new: 0, unchanged: 1 });
    const rows = await warehouse.query('SELECT count() AS rows FROM quarantine FINAL');
    expect(rows).toEqual([{ rows: '2' }]);
  });

  test('a replay takes a mended line, and leaves open what is still no rate', async () => {
    const file = join(home, 'mend.csv');
    writeFileSync(file, ',RF\n20240301,dog\n20240304,cat\n');
    const { asideIds } = await ingestRiskFree(warehouse, file);
    writeFileSync(file, ',RF\n20240301,0.02\n20240304,cat\n');
    const replay = (id: string | undefined) => replayRate({ warehouse, id: id ?? '' });
    expect(await replay(asideIds[0])).toEqual({ state: 'replayed', reason: '' });
    expect(await replay(asideIds[1])).toEqual({ state: 'open', reason: '"cat" is not a rate in percent' });
    await expect(replay('none')).rejects.toMatchObject({ code: 'QUARANTINE_NO_ENTRY' });
  });

  test('a missing file and a file without a series are named', async () => {
    await expect(ingestRiskFree(warehouse, join(home, 'no.csv'))).rejects.toMatchObject({
      code: 'RISK_FREE_UNREADABLE',
    });
    writeFileSync(join(home, 'other.csv'), 'a,b\n1,2\n');
    await expect(ingestRiskFree(warehouse, join(home, 'other.csv'))).rejects.toMatchObject({
      code: 'RISK_FREE_NO_SERIES',
    });
  });

  const real = join(
    process.env['FM_REAL_DATA'] ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url)),
    'fama-french/michaelshpan-MIT/F-F_Research_Data_5_Factors_2x3_daily.csv',
  );
  (existsSync(real) ? test : test.skip)("French's own daily file is read to its last day", async () => {
    const summary = await ingestRiskFree(warehouse, real);
    expect(summary.quarantined).toBe(0);
    const rows = await warehouse.query('SELECT max(date) AS last, min(rate) >= 0 AS sound FROM risk_free FINAL');
    expect(rows).toEqual([{ last: '2026-01-30', sound: 1 }]);
  });
});
