import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readMarket, type ReadMarket } from '../testing/read-market.ts';
import { readFacts, readNews } from '../testing/read-inputs.ts';
import { longShort, mean, meanVolume, olsSlope, rateOfChange } from '../testing/textbook.ts';
import { demonstrationTruth, type DemonstrationTruth } from './truth.ts';
import { writeDemonstrationMarket, type DemonstrationMarket } from '../write-demonstration-market.ts';

let folder: string;
let truth: DemonstrationTruth;
let written: DemonstrationMarket;
let market: ReadMarket;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fm-demonstration-'));
  written = await writeDemonstrationMarket(join(folder, 'market'));
  truth = written.truth;
  market = readMarket(written.prices);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function hashOf(path: string, isMeant: (name: string) => boolean = () => true): string {
  const hash = createHash('sha256');
  for (const name of (readdirSync(path, { recursive: true }) as string[]).sort()) {
    if (/\.\w+$/.test(name) && isMeant(name)) hash.update(name).update(readFileSync(join(path, name)));
  }
  return hash.digest('hex');
}

/** A reader's own judgement of an article. */
function toneOf(text: string): number {
  if (/growth|award|outstanding|delighted/.test(text)) return 1;
  return /loss|failure|fraud|disappointing/.test(text) ? -1 : 0;
}

/** Mean volume on the split basis of each session: the files hold it on that of the last. */
function volumeOf(read: ReadMarket, { stocks }: DemonstrationTruth): number[][] {
  return meanVolume(read.volume, 20).map((means, i) => {
    const split = stocks.find(({ symbol }) => symbol === read.symbols[i])!.split;
    return means.map((value, t) => (split !== undefined && t < split.session ? value / split.ratio : value));
  });
}

const inside = (value: number, { low, high }: { low: number; high: number }): boolean => value >= low && value <= high;

describe('the demonstration market', () => {
  test('is the same bytes whenever it is written, and others with another seed', async () => {
    const isLater = (name: string): boolean => name.startsWith('short-interest');
    const market = join(folder, 'market');
    expect(hashOf(market, (name) => !isLater(name))).toBe(
      '7377ca30237d04c68154e01d8369216ca8db8c8dd3cf7c8fecb87a986a3af978',
    );
    expect(hashOf(market, isLater)).toBe('cd09206b7562e82623edc23cc7033de254792a530ceadd4fc0cd57ac354f3ee4');
    const small = { stocks: 9, start: '2015-01-02', end: '2016-06-30' };
    for (const name of ['first', 'again']) await writeDemonstrationMarket(join(folder, name), small);
    await writeDemonstrationMarket(join(folder, 'other'), { ...small, seed: 21 });
    const [first, again, other] = ['first', 'again', 'other'].map((name) => hashOf(join(folder, name)));
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  test('has 30 stocks over nine years in four file forms, with late listings, a delisting and gaps', () => {
    expect(market.symbols).toHaveLength(30);
    expect(readdirSync(written.prices)).toEqual(['stooq', 'stooq-long', 'yahoo-chart', 'yahoo-csv']);
    expect([market.sessions[0], market.sessions.at(-1)]).toEqual([truth.start, truth.end]);
    expect(market.sessions.length).toBeGreaterThan(2250);
    const firsts = market.adjusted.map((prices) => prices.findIndex(Number.isFinite));
    const lasts = market.adjusted.map((prices) => prices.findLastIndex(Number.isFinite));
    expect(firsts.filter((at) => at > 0)).toHaveLength(2);
    expect(lasts.filter((at) => at < market.sessions.length - 1)).toHaveLength(1);
    const gaps = market.adjusted.map((prices, i) => prices.slice(firsts[i], lasts[i]).filter(Number.isNaN).length);
    expect(mean(gaps)).toBeGreaterThan(0);
    expect(mean(gaps)).toBeLessThan(5);
  });

  test('says in its folder that it is synthetic', () => {
    const manifest = JSON.parse(readFileSync(join(folder, 'market/SYNTHETIC.json'), 'utf8')) as Record<string, unknown>;
    expect(manifest['synthetic']).toBe(true);
  });

  test('states its truth without being written', () => {
    expect(demonstrationTruth()).toEqual(truth);
  });

  test('refuses a universe too small for terciles', () => {
    expect(() => demonstrationTruth({ stocks: 5 })).toThrow(/DEMONSTRATION_OPTION/);
  });
});

describe('an independent computation from the written files', () => {
  test('finds the planted premium of ROC20 and of trading volume within their 95 % intervals', () => {
    const roc = longShort(market, rateOfChange(market.adjusted, 20));
    const volume = longShort(market, volumeOf(market, truth));
    expect(inside(252 * mean(roc), truth.premia.ROC20)).toBe(true);
    expect(inside(252 * mean(volume), truth.premia.TradingVolume)).toBe(true);
  });

  test('finds the planted premium of the gross profit margin within its 95 % interval', () => {
    const margins = market.symbols.map((_, at) => {
      const facts = readFacts(written.filings, at);
      const last = (tag: string): number => facts(tag).findLast(({ form }) => form === '10-K')!.val;
      return 1 - last('CostOfRevenue') / last('Revenues');
    });
    const values = margins.map((margin) => market.sessions.map(() => margin));
    expect(inside(252 * mean(longShort(market, values)), truth.premia.GrossProfitMargin)).toBe(true);
  });

  test('finds the planted premium of the news of 14 days within its 95 % interval', () => {
    const news = readNews(written.news);
    const values = market.symbols.map((symbol) => {
      const articles = news.get(symbol)!.map(({ text, ...rest }) => ({ ...rest, score: toneOf(text) }));
      return market.sessions.map((date) => {
        const close = Date.parse(`${date}T21:00:00Z`);
        const recent = articles.filter(({ published, collected }) => {
          return collected <= close && published <= close && published > close - 14 * 86_400_000;
        });
        return mean(recent.map(({ score }) => score));
      });
    });
    expect(inside(252 * mean(longShort(market, values)), truth.premia.AvgSentiment14)).toBe(true);
  });

  test('finds the betas on trading volume within their intervals, as often as 95 % promises', () => {
    const volume = longShort(market, volumeOf(market, truth));
    const hits = truth.betas.TradingVolume.filter((beta) => {
      return inside(olsSlope(market.returns[market.symbols.indexOf(beta.symbol)]!, volume), beta);
    });
    // Of 30 intervals at 95 %, fewer than 25 hold the estimate once in 3,000 markets.
    expect(hits.length).toBeGreaterThanOrEqual(25);
  });

  test('finds the betas on the equal-weighted market within their intervals, as often as 95 % promises', () => {
    const average = market.sessions.map((_, t) => mean(market.returns.map((returns) => returns[t]!)));
    const hits = truth.betas.equalWeightedMarket.filter((beta) => {
      return inside(olsSlope(market.returns[market.symbols.indexOf(beta.symbol)]!, average), beta);
    });
    expect(hits.length).toBeGreaterThanOrEqual(25);
  });

  test('finds the intervals honest: six other, smaller markets hold about 95 % of the estimates', async () => {
    let hits = 0;
    for (let seed = 100; seed < 106; seed++) {
      const small = { seed, stocks: 12, end: '2017-12-29' };
      const { prices, truth: other } = await writeDemonstrationMarket(join(folder, `small-${seed}`), small);
      const read = readMarket(prices);
      hits += Number(inside(252 * mean(longShort(read, rateOfChange(read.adjusted, 20))), other.premia.ROC20));
      hits += Number(inside(252 * mean(longShort(read, volumeOf(read, other))), other.premia.TradingVolume));
    }
    // Of 12 intervals at 95 %, fewer than 9 hold the estimate once in 500 trials.
    expect(hits).toBeGreaterThanOrEqual(9);
  });
});
