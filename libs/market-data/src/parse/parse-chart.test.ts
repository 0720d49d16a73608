import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isoOfDay } from '@fm/platform/time';
import type { ParsedPrices } from '../model/parsed.ts';
import { rejections, rowsOf } from '../testing/parsing.ts';
import { realData, testOnRealData } from '../testing/real-data.ts';
import { parseYahooChart } from './parse-chart.ts';

const now = new Date('2025-03-01T00:00:00Z');
const folder = join(realData, 'api-responses/yahoo-chart');
const recorded = (name: string): ParsedPrices =>
  parseYahooChart(readFileSync(join(folder, name)), { symbol: 'FILE', now });

/** Two sessions, 2024-03-07 and 2024-03-08; the second is live when `marketTime` is before its end. */
function chart(changes: Record<string, unknown> = {}, marketTime = 1_709_931_600): Buffer {
  const result = {
    meta: {
      symbol: 'TEST',
      exchangeTimezoneName: 'America/New_York',
      dataGranularity: '1d',
      regularMarketTime: marketTime,
      currentTradingPeriod: { regular: { start: 1_709_908_200, end: 1_709_931_600 } },
    },
    timestamp: [1_709_821_800, 1_709_908_200],
    indicators: {
      quote: [{ open: [10, 10], high: [11, 11], low: [9, 9], close: [10.5, 10.5], volume: [1000, 2000] }],
      adjclose: [{ adjclose: [10.4, 10.5] }],
    },
    ...changes,
  };
  return Buffer.from(JSON.stringify({ chart: { result: [result], error: null } }));
}

const parse = (bytes: Buffer): ParsedPrices => parseYahooChart(bytes, { symbol: 'FILE', now });

describe('a Yahoo chart response', () => {
  test('is read with the local days of its exchange and the symbol it names', () => {
    expect(rowsOf(parse(chart()))).toEqual([
      ['TEST', '2024-03-07', 10, 11, 9, 10.5, 10.4, 1000],
      ['TEST', '2024-03-08', 10, 11, 9, 10.5, 10.5, 2000],
    ]);
  });

  test('has a live bar while its last trade is before the end of the session', () => {
    const parsed = parse(chart({}, 1_709_920_000));
    expect(parsed.rows.count).toBe(1);
    expect(parsed.dropped.live_bar).toBe(1);
  });

  test('has no live bar when it was received after the session, however old the last trade', () => {
    const takenAt = new Date('2024-03-08T21:30:00Z');
    const parsed = parseYahooChart(chart({}, 1_709_920_000), { symbol: 'FILE', now, takenAt });
    expect(parsed.rows.count).toBe(2);
  });

  test('gives null where a value is null, and drops a row without prices', () => {
    const indicators = {
      quote: [{ open: [null, null], high: [11, null], low: [9, null], close: [10.5, null], volume: [null, 5] }],
      adjclose: [{ adjclose: [10.4, null] }],
    };
    const parsed = parse(chart({ indicators }));
    expect(rowsOf(parsed)).toEqual([['TEST', '2024-03-07', null, 11, 9, 10.5, 10.4, null]]);
    expect(parsed.dropped.null_row).toBe(1);
  });

  test.each([
    ['text that is not JSON', Buffer.from('{"chart":'), 'JSON_UNREADABLE:0'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'JSON_UNREADABLE:0'],
    ['another document', Buffer.from('{"timeseries":{}}'), 'NOT_A_CHART:0'],
    ['weekly bars', chart({ meta: { exchangeTimezoneName: 'UTC', dataGranularity: '1wk' } }), 'NOT_A_CHART:0'],
    ['a time zone that does not exist', chart({ meta: { exchangeTimezoneName: 'Mars/Olympus' } }), 'NOT_A_CHART:0'],
    ['arrays of different lengths', chart({ timestamp: [1_709_821_800] }), 'CHART_LENGTHS:0'],
    ["the provider's error", Buffer.from('{"chart":{"result":null,"error":{"code":"Not Found"}}}'), 'CHART_ERROR:0'],
    ['a timestamp that is none', chart({ timestamp: [1_709_821_800, 'x'] }), 'DATE_UNREADABLE:2'],
  ])('refuses %s by name', (_, bytes, expected) => {
    expect(rejections(parse(bytes))).toEqual([expected]);
  });

  test('is refused as a whole when a recorded response has an error status', () => {
    const bytes = Buffer.from('{"request":{},"response":{"ok":false,"status":429,"bodyJson":{}}}');
    expect(rejections(parse(bytes))).toEqual(['CHART_ERROR:0']);
  });

  test('names a text in a number and continues', () => {
    const text = chart().toString().replace('"close":[10.5,10.5]', '"close":["x",10.5]');
    const parsed = parse(Buffer.from(text));
    expect(rejections(parsed)).toEqual(['NUMBER_UNREADABLE:1']);
    expect(parsed.rows.count).toBe(1);
  });
});

describe('the recorded responses', () => {
  testOnRealData('all get rows or a named reason', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    const outcome = Object.fromEntries(
      files.map((name) => [name, rejections(recorded(name)).join() || recorded(name).rows.count]),
    );
    expect(outcome).toEqual({
      'chart-0P000071W8.TO-2020-01-01-to-2020-01-03.json': 1,
      'chart-AAPL-2020-01-01-to-2020-01-03.json': 1,
      'chart-AAPL-2020-08-31-to-2020-11-07.json': 49,
      'chart-GOOG-2020-01-01-to-2020-01-03.json': 1,
      'chart-QQQ-2020-01-01-to-2020-01-03.json': 1,
      'chart-notimestamp-quotes-length.fake.json': 'CHART_LENGTHS:0',
      'chart-notimestamp-weird-quote.fake.json': 'CHART_LENGTHS:0',
      'fundamentalsTimeSeries-AAPL-balance-sheet-annual.json': 'NOT_A_CHART:0',
      'historical-via-chart-MSFT-dividends-2021-02-01-to-2022-01-31.csv.json': 252,
    });
  });

  testOnRealData('give the split and the dividend of AAPL in 2020 on their ex-days', () => {
    const { actions, rows } = recorded('chart-AAPL-2020-08-31-to-2020-11-07.json');
    expect(isoOfDay(rows.day[0]!)).toBe('2020-08-31');
    expect(rows.value(0, 'close')).toBe(129.0399932861328);
    expect(actions.map(({ day, kind, value }) => [isoOfDay(day), kind, value])).toEqual([
      ['2020-08-31', 'split', 4],
      ['2020-11-06', 'dividend', 0.205],
    ]);
  });
});
