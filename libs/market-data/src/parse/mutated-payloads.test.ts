import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { dayOfIso, isoOfDay } from '@fm/platform/time';
import { checkFile } from '../checks/check-file.ts';
import { findRowFault } from '../checks/row-fault.ts';
import type { ParsedPrices } from '../model/parsed.ts';
import { remedies } from '../model/problems.ts';
import { mutate } from '../testing/mutate.ts';
import { afterClose, parseText, yahooHeader } from '../testing/parsing.ts';
import { realData, testOnRealData } from '../testing/real-data.ts';
import { parseYahooChart } from './parse-chart.ts';

const mutants = 1500;

const bars = Array.from({ length: 12 }, (_, at) => {
  const price = 100 + ((at * 5) % 7);
  return { day: isoOfDay(19_700 + at), price, volume: 1000 * (at + 1) };
});

const csv = [
  `${yahooHeader},Dividends,Stock Splits`,
  ...bars.map(({ day, price, volume }) => `${day},${price},${price + 1},${price - 1},${price},${price},${volume},0,0`),
].join('\n');

const stooq = [
  '<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>',
  ...bars.map(({ day, price, volume }) => {
    return `TEST.US,D,${day.replaceAll('-', '')},000000,${price},${price + 1},${price - 1},${price},${volume},0`;
  }),
].join('\r\n');

const chart = JSON.stringify({
  chart: {
    result: [
      {
        meta: { symbol: 'TEST', exchangeTimezoneName: 'America/New_York', dataGranularity: '1d' },
        timestamp: bars.map(({ day }) => Date.parse(`${day}T14:30:00Z`) / 1000),
        events: { dividends: { a: { amount: 0.5, date: Date.parse(`${bars[5]!.day}T14:30:00Z`) / 1000 } } },
        indicators: {
          quote: [
            {
              open: bars.map(({ price }) => price),
              high: bars.map(({ price }) => price + 1),
              low: bars.map(({ price }) => price - 1),
              close: bars.map(({ price }) => price),
              volume: bars.map(({ volume }) => volume),
            },
          ],
          adjclose: [{ adjclose: bars.map(({ price }) => price) }],
        },
      },
    ],
    error: null,
  },
});

/** What must hold of any parse: every row accounted for, every kept row sound, every reason in the catalogue. */
function expectSound(parsed: ParsedPrices): void {
  const { rows, rejected, dropped, rowsRead } = parsed;
  const asideRows = rejected.filter(({ isRow }) => isRow).length;
  expect(rows.count + asideRows + dropped.live_bar + dropped.null_row).toBe(rowsRead);
  for (const { code, payload, what } of rejected) {
    expect(remedies[code]).toBeDefined();
    expect(what).not.toBe('');
    expect(payload.length).toBeLessThanOrEqual(4096);
  }
  for (let row = 0; row < rows.count; row++) {
    const values = rows.values.subarray(row * 6, row * 6 + 6);
    const day = rows.day[row]!;
    const sound =
      findRowFault(values) === undefined &&
      values.every((value) => Number.isNaN(value) || Number.isFinite(value)) &&
      day === dayOfIso(isoOfDay(day)) &&
      day <= afterClose.today;
    if (!sound) throw new Error(`row ${row} of ${isoOfDay(day)} is not sound: ${values.join(' ')}`);
  }
  const verdict = checkFile(parsed);
  const kept = verdict.kept.reduce((sum, order) => sum + order.length, 0);
  const excluded = verdict.exclusions.reduce((sum, exclusion) => sum + exclusion.rows.length, 0);
  expect(kept + excluded + verdict.repeated + verdict.replaced).toBe(rows.count);
}

/** Every value and the date of a row are in the line that the row names, as another reader sees it. */
function expectInCsv(bytes: Buffer, { rows }: ParsedPrices): void {
  const lines = bytes.toString('latin1').split('\n');
  for (let row = 0; row < rows.count; row++) {
    const fields = lines[rows.line[row]! - 1]!.split(',').map((field) => field.replace(/^[\s"]+|[\s"]+$/g, ''));
    const numbers = fields.map(Number);
    for (const value of rows.values.subarray(row * 6, row * 6 + 6))
      if (!Number.isNaN(value) && !numbers.includes(value))
        throw new Error(`${value} is not in line ${rows.line[row]}`);
    const day = isoOfDay(rows.day[row]!).replaceAll('-', '');
    if (!fields.some((field) => field.replace(/[-/]/g, '').startsWith(day)))
      throw new Error(`${day} is not in line ${rows.line[row]}`);
  }
}

/** Every value of a row is in the arrays of the response at the row's place. */
function expectInChart(bytes: Buffer, { rows }: ParsedPrices): void {
  if (rows.count === 0) return;
  const { chart: body } = JSON.parse(bytes.toString()) as { chart: { result: ChartArrays[] } };
  const { timestamp, indicators } = body.result[0]!;
  const columns = ['open', 'high', 'low', 'close', 'adjclose', 'volume'] as const;
  for (let row = 0; row < rows.count; row++) {
    const at = rows.line[row]! - 1;
    columns.forEach((name, column) => {
      const from = name === 'adjclose' ? indicators.adjclose?.[0]?.adjclose : indicators.quote[0]?.[name];
      const [value, said] = [rows.values[row * 6 + column], from?.[at] ?? Number.NaN];
      if (!Object.is(value, said)) throw new Error(`${name} ${value} is ${said} at ${at}`);
    });
    const day = newYorkDay.format(timestamp[at]! * 1000);
    if (isoOfDay(rows.day[row]!) !== day) throw new Error(`${isoOfDay(rows.day[row]!)} is ${day} at ${at}`);
  }
}

interface ChartArrays {
  readonly timestamp: number[];
  readonly indicators: {
    readonly quote: Partial<Record<'open' | 'high' | 'low' | 'close' | 'volume', (number | null)[]>>[];
    readonly adjclose?: { adjclose?: (number | null)[] }[];
  };
}

const newYorkDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/New_York', dateStyle: 'short' });

describe(`${mutants} mutated payloads`, () => {
  test.each([
    ['Yahoo CSV', csv, (bytes: Buffer) => parseText(bytes, afterClose, 64), expectInCsv],
    ['Stooq CSV', stooq, (bytes: Buffer) => parseText(bytes, afterClose, 64), expectInCsv],
    [
      'Yahoo chart JSON',
      chart,
      (bytes: Buffer) => parseYahooChart(bytes, { symbol: 'TEST', now: new Date('2024-03-08T23:00:00Z') }),
      expectInChart,
    ],
  ])('of %s are parsed or set aside with a reason; no row is wrong or lost', (_, text, parse, expectIn) => {
    const original = parse(Buffer.from(text));
    expect([original.rows.count, original.rejected]).toEqual([bars.length, []]);
    for (let seed = 0; seed < mutants; seed++) {
      const mutated = mutate(Buffer.from(text), seed);
      const parsed = parse(mutated);
      expectIn(mutated, parsed);
      expectSound(parsed);
    }
  });
});

describe(`${mutants} mutated copies of recorded payloads`, () => {
  const recorded = {
    csv: () => readFileSync(join(realData, 'prices/yahoo-csv/AAPL.csv'), 'utf8').split('\n').slice(0, 25).join('\n'),
    stooq: () => recorded.csv().replaceAll(/^((?:[^,]*,){5})[^,]*,/gm, '$1'),
    chart: () => {
      const path = join(realData, 'api-responses/yahoo-chart/chart-AAPL-2020-08-31-to-2020-11-07.json');
      return JSON.stringify((JSON.parse(readFileSync(path, 'utf8')) as Recording).response.bodyJson);
    },
  };
  const asCsv = (bytes: Buffer) => parseText(bytes, afterClose, 64);
  const asChart = (bytes: Buffer) => parseYahooChart(bytes, { symbol: 'AAPL', now: new Date('2024-03-08T23:00:00Z') });

  testOnRealData.each([
    ['Yahoo CSV', recorded.csv, asCsv, expectInCsv, 24],
    ['Yahoo CSV without its adjusted closes', recorded.stooq, asCsv, expectInCsv, 24],
    ['Yahoo chart JSON', recorded.chart, asChart, expectInChart, 49],
  ] as const)(
    'of %s are parsed or set aside with a reason; no row is wrong or lost',
    (_, text, parse, expectIn, rows) => {
      const original = Buffer.from(text());
      expect([parse(original).rows.count, parse(original).rejected]).toEqual([rows, []]);
      for (let seed = 0; seed < mutants; seed++) {
        const mutated = mutate(original, seed);
        const parsed = parse(mutated);
        expectIn(mutated, parsed);
        expectSound(parsed);
      }
    },
  );
});

interface Recording {
  readonly response: { readonly bodyJson: unknown };
}
