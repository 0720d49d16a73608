import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { assembleMarket, readUniverse, type Market } from '@fm/market';
import { loadCalendar, readRawMarket, symbolsOf } from '@fm/market/facts';
import { dayOfIso } from '@fm/platform/time';
import { openWarehouse } from '@fm/warehouse';
import { runFm } from '../testing/run-fm.ts';

const data = process.env['FM_REAL_DATA'] ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const withData = existsSync(join(data, 'companyfacts/trimmed')) ? describe : describe.skip;

/** Splits of these stocks from 2009 to March 2024, as the exchanges announced them. */
const splits = `Symbol,Date,Kind,Value
AAPL,2014-06-09,split,7:1
AAPL,2020-08-31,split,4:1
CRM,2013-04-18,split,4:1
KO,2012-08-13,split,2:1
NKE,2012-12-26,split,2:1
NKE,2015-12-24,split,2:1
V,2015-03-19,split,4:1
WMT,2024-02-26,split,3:1
IBM,2021-11-04,split,1.046
MRK,2021-06-03,split,1.048
HON,2018-10-29,split,1.0325
AMZN,2022-06-06,split,20:1
NVDA,2021-07-20,split,4:1
SHW,2021-04-01,split,3:1
`;

withData('market capitalisations of the Dow', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-capitalisations-'));
  let market: Market;

  beforeAll(async () => {
    const actions = join(home, 'splits.csv');
    const [prices, facts] = [join(data, 'prices/yahoo-csv'), join(data, 'companyfacts')];
    const steps = [
      ['prices', prices],
      ['corporate-actions', actions],
      ['sec-filing', ...['company_tickers.json', 'submissions', 'trimmed', 'full'].map((name) => join(facts, name))],
    ] as const;
    writeFileSync(actions, splits);
    const fresh = join(home, 'warehouse');
    for (const step of steps) {
      const { status, stderr } = runFm(fresh, 'ingest', ...step);
      if (status !== 0) throw new Error(stderr);
    }
    const warehouse = await openWarehouse({ home: fresh });
    try {
      const universe = await readUniverse(warehouse, 'ingested');
      const { sessions } = await loadCalendar(warehouse, universe);
      const needs = {
        inputs: new Set(['marketCap', 'unadjustedClose', 'close', 'splitRatio'] as const),
        until: '2023-12-29',
        weighting: 'equal' as const,
      };
      const calendar = sessions.filter((day) => day >= '2009-01-01' && day <= needs.until);
      const raw = await readRawMarket(warehouse, symbolsOf(universe), needs);
      market = assembleMarket(raw, universe, needs, Int32Array.from(calendar, dayOfIso));
    } finally {
      await warehouse.close();
    }
  }, 600_000);
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  test('no capitalisation steps by more than 25 % in a day beyond what the price did', () => {
    const { symbols, sessions } = market;
    const [caps, closes] = [market.panel('marketCap').values, market.panel('close').values];
    const steps: string[] = [];
    const counted = new Map<string, number>();
    for (let t = 1; t < sessions.length; t++) {
      symbols.forEach((symbol, i) => {
        const [now, before] = [t * symbols.length + i, (t - 1) * symbols.length + i];
        const made = (caps[now]! / caps[before]!) * (closes[before]! / closes[now]!) - 1;
        if (Number.isNaN(made)) return;
        counted.set(symbol, (counted.get(symbol) ?? 0) + 1);
        if (Math.abs(made) > 0.25) steps.push(`${symbol} ${sessions[t]}: ${(100 * made).toFixed(1)} %`);
      });
    }
    expect(steps).toEqual([]);
    expect(counted.size).toBeGreaterThanOrEqual(18);
    expect(Math.min(...counted.values())).toBeGreaterThan(250);
  });

  test('the capitalisations are those of large companies', () => {
    const caps = market.panel('marketCap').values.filter((value) => !Number.isNaN(value));
    expect(Math.min(...caps)).toBeGreaterThan(3e9);
    expect(Math.max(...caps)).toBeLessThan(4e12);
  });
});
