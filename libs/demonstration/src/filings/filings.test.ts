import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFacts } from '../testing/read-inputs.ts';
import { writeDemonstrationMarket, type DemonstrationMarket } from '../write-demonstration-market.ts';

let folder: string;
let market: DemonstrationMarket;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fm-filings-'));
  market = await writeDemonstrationMarket(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the invented filings', () => {
  test('have the planted gross margin in every quarter, year to date and year', () => {
    for (const [at, { grossMargin }] of market.truth.stocks.entries()) {
      const facts = readFacts(market.filings, at);
      const costs = new Map(facts('CostOfRevenue').map((fact) => [`${fact.accn} ${fact.start} ${fact.end}`, fact.val]));
      for (const { accn, start, end, val } of facts('Revenues')) {
        expect(1 - costs.get(`${accn} ${start} ${end}`)! / val).toBeCloseTo(grossMargin, 6);
      }
    }
  });

  test('do not report a fourth quarter by itself, and restate a year in the next annual report', () => {
    const revenue = readFacts(market.filings, 5)('Revenues');
    expect(revenue.filter(({ start, end }) => start!.endsWith('-10-01') && end.endsWith('-12-31'))).toEqual([]);
    const year = revenue.filter(({ start, end }) => start === '2018-01-01' && end === '2018-12-31');
    expect(year.map(({ form }) => form)).toEqual(['10-K', '10-K']);
    expect(year[1]!.val / year[0]!.val).toBeCloseTo(1.02, 6);
    expect(year[1]!.filed > year[0]!.filed).toBe(true);
  });

  test('count shares on the split basis of their day', () => {
    const at = market.truth.stocks.findIndex(({ split }) => split !== undefined);
    const { split, shares } = market.truth.stocks[at]!;
    const counts = readFacts(market.filings, at)('EntityCommonStockSharesOutstanding', 'dei').map(({ val }) => val);
    expect(counts[0]! * split!.ratio).toBeCloseTo(shares, -1);
    expect(counts.at(-1)).toBe(shares);
  });

  test('are accepted after the close of their day, in the order of their periods', () => {
    const text = readFileSync(join(market.filings, 'submissions-CIK9990000001.json'), 'utf8');
    const { recent } = (JSON.parse(text) as { filings: { recent: Record<string, string[]> } }).filings;
    expect(recent['form']!.slice(0, 4)).toEqual(['10-K', '10-Q', '10-Q', '10-Q']);
    expect([...recent['acceptanceDateTime']!].sort().reverse()).toEqual(recent['acceptanceDateTime']);
    for (const [at, moment] of recent['acceptanceDateTime']!.entries()) {
      expect(moment.slice(0, 10)).toBe(recent['filingDate']![at]);
      expect(moment.slice(11)).toBe('22:10:00.000Z');
      expect(recent['filingDate']![at]! > recent['reportDate']![at]!).toBe(true);
    }
  });

  test('are complete: the balance has what every ratio asks for', () => {
    const facts = readFacts(market.filings, 0);
    const tags = [
      'Assets',
      'AssetsCurrent',
      'LiabilitiesCurrent',
      'InventoryNet',
      'StockholdersEquity',
      'LongTermDebt',
    ];
    for (const tag of [...tags, 'CashAndCashEquivalentsAtCarryingValue', 'InterestExpense', 'NetIncomeLoss']) {
      expect(facts(tag).length).toBeGreaterThan(40);
      expect(facts(tag).every(({ val }) => Number.isInteger(val) && val > 0)).toBe(true);
    }
  });
});
