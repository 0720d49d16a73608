import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { holdHomes } from './testing/hold-homes.ts';
import { runFm } from './testing/run-fm.ts';

const patience = 300_000;
const prices = wavePrices(6, '2020-01-01', 193);

describe('a book on the command line', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-book-'));
  const book = (...args: string[]) => runFm(home, 'book', 'roc20', ...args);

  holdHomes([home], prices);
  beforeAll(() => {
    expect(runFm(home, 'mine', '--factors', 'ROC20', '--holdout', '2020-09-01..2020-09-25')).toMatchObject({
      status: 0,
    });
  }, patience);

  test(
    'earns what the stored values and prices say, computed a second time',
    () => {
      const answer = book('--long-only', '--quantile', '34%', '--buy', 'high', '--format', 'csv');
      expect(answer).toMatchObject({ status: 0 });
      const lines = answer.stdout.trim().split('\n');
      const columns = lines[0]!.split(',');
      const cell = (line: string, name: string): number => Number(line.split(',')[columns.indexOf(name)]);
      const dates = [...new Set(prices.map(({ date }) => date))].sort();
      const close = (stock: number, t: number): number =>
        prices.find(({ symbol, date }) => symbol === `S${stock}` && date === dates[t])!.adj_close as number;
      // Two of six stocks by the rate of change over 20 sessions, bought at the close after the last session of each week.
      const isLast = (t: number): boolean => new Date(dates[t]!).getUTCDay() === 5;
      let held: [number, number][] = [];
      let signal: number[] | undefined;
      let wealth = 1;
      const expected = new Map<string, number>();
      for (let t = 0; dates[t]! < '2020-09-01'; t++) {
        const now =
          held.length === 0 ? wealth : held.reduce((sum, [stock, shares]) => sum + shares * close(stock, t), 0);
        if (held.length > 0) expected.set(dates[t]!, now / wealth - 1);
        wealth = now;
        if (signal !== undefined) held = signal.map((stock) => [stock, wealth / 2 / close(stock, t)]);
        signal = undefined;
        if (t < 20 || !isLast(t)) continue;
        const change = (stock: number): number => close(stock, t) / close(stock, t - 20);
        const ranked = [0, 1, 2, 3, 4, 5].sort((a, b) => change(b) - change(a));
        signal = ranked.slice(0, 2);
      }
      expect(lines.length - 1).toBe(expected.size);
      for (const line of lines.slice(1)) {
        const date = line.slice(0, 10);
        expect([date, cell(line, 'gross')]).toEqual([date, expect.closeTo(expected.get(date)!, 10)]);
      }
    },
    patience,
  );

  test(
    'puts the verdict with cost and side first, and says what was left out',
    () => {
      const { stdout, stderr, status } = book('--spread', '6', '--borrow', '40');
      expect(status).toBe(0);
      expect(stdout).toMatch(/buys the (highest|lowest) 33% of ROC20, sells the (highest|lowest) 33% short/);
      expect(stdout).toContain(
        'costs: 10 basis points of the value of every trade and half of a spread of 6 basis points; 40 basis points a year for what is short',
      );
      expect(stdout.indexOf('after costs of')).toBeLessThan(stdout.indexOf('mean a year'));
      expect(stdout).toContain('net at open');
      expect(stderr).toContain('published factors: none were loaded');
      const { atClose, terms } = JSON.parse(book('--format', 'json').stdout) as {
        atClose: { dates: string[]; net: number[] };
        terms: { rebalance: string };
      };
      expect(terms.rebalance).toBe('weekly');
      expect(atClose.net).toHaveLength(atClose.dates.length);
      expect(atClose.dates.at(-1)).toBe('2020-08-31');
    },
    patience,
  );

  test(
    'keeps out of the hold-out, and refuses terms that contradict each other',
    () => {
      const refused = (...args: string[]) => runFm(home, 'book', ...args);
      expect(refused('ROC20', '--to', '2020-09-10')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('WRONG_BOOK'),
      });
      expect(refused('ROC20', '--quantile', '60%')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('WRONG_BOOK'),
      });
      expect(refused('ROC20', '--quantile', '7')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('WRONG_USE'),
      });
      expect(refused('PB')).toMatchObject({ status: 2, stderr: expect.stringContaining('FACTOR_NOT_IN_RUN') });
      expect(refused('ROC20', '--weights', 'value')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('NO_SIZES'),
      });
    },
    patience,
  );

  test(
    'is a trial of the ledger, once however often it is asked for and over whatever days',
    () => {
      type Printed = { readonly ledger: { readonly trials: number; readonly pValue: number | null } };
      const asked = (...args: string[]) => (JSON.parse(book(...args, '--format', 'json').stdout) as Printed).ledger;
      const before = asked('--holding', '2').trials;
      expect(asked('--holding', '2', '--from', '2020-04-01').trials).toBe(before);
      expect(asked('--holding', '3')).toMatchObject({ trials: before + 1 });
      const trials = JSON.parse(runFm(home, 'trials', '--format', 'json').stdout) as {
        trials: { factor: string; settings: { book?: string } }[];
      };
      const held = trials.trials.filter(({ settings }) => settings.book?.includes('"holding":3') === true);
      expect(held).toEqual([expect.objectContaining({ factor: 'ROC20', runs: 1, isFound: true })]);
      expect(runFm(home, 'trials').stdout).toContain('book {');
    },
    patience,
  );

  test(
    'pays the costs of single stocks from a file, and refuses files and limits that it cannot follow',
    () => {
      const file = join(home, 'costs.csv');
      const costOf = (text: string): { cost: number; stderr: string } => {
        writeFileSync(file, text);
        const { stdout, stderr } = book('--costs', file, '--format', 'json');
        const { figures } = (JSON.parse(stdout) as { atClose: { figures: { tradingCost: number } } }).atClose;
        return { cost: figures.tradingCost, stderr };
      };
      const all = [0, 1, 2, 3, 4, 5].map((stock) => `S${stock}`);
      const [free, dear] = [0, 30].map((points) =>
        costOf(`symbol,commission\n${all.map((one) => `${one},${points}`).join('\n')}\n`),
      );
      expect(free!.cost).toBe(0);
      const usual = (JSON.parse(book('--format', 'json').stdout) as { atClose: { figures: { tradingCost: number } } })
        .atClose;
      expect(dear!.cost).toBeCloseTo(3 * usual.figures.tradingCost, 12);
      expect(book('--costs', file).stdout).toContain('6 stocks have costs of their own');
      writeFileSync(file, 'symbol,spread\nS1,-4\n');
      expect(book('--costs', file)).toMatchObject({ status: 2, stderr: expect.stringContaining('costs.csv line 2') });
      expect(book('--costs', join(home, 'nowhere.csv')).stderr).toContain('UNREADABLE_COSTS');
      expect(book('--max-sector', '20%')).toMatchObject({ status: 2, stderr: expect.stringContaining('NO_GROUPS') });
      expect(book('--attribution').stderr).toContain('attribution: none');
    },
    patience,
  );

  test(
    'refuses optimised weights without a year of prices, and a risk aversion that is not above 0',
    () => {
      const short = book('--weights', 'min-variance');
      expect(short.status).not.toBe(0);
      expect(short.stderr).toContain('too few have prices for three quarters of the year before it');
      expect(book('--weights', 'equal', '--risk-aversion', '3').stderr).toContain('a risk aversion with equal weights');
      expect(book('--weights', 'mean-variance', '--risk-aversion', '0').stderr).toContain('Write a number above 0');
    },
    patience,
  );

  test(
    'is compared with a series that has prices, beside the universe, in text, CSV, JSON and on the sheet',
    () => {
      const sheet = join(home, 'sheet.html');
      const asked = ['--long-only', '--benchmark', 's3'];
      const { stdout, status } = book(...asked, '--html', sheet);
      expect(status).toBe(0);
      expect(stdout).toContain('against S3');
      expect(stdout).toContain('tracking error');
      expect(readFileSync(sheet, 'utf8')).toContain('Slope of the net return on that of S3');
      const { against, atClose } = JSON.parse(book(...asked, '--format', 'json').stdout) as {
        against: { beta: number; returns: (number | null)[] };
        atClose: { dates: string[] };
      };
      const close = new Map(
        prices.filter(({ symbol }) => symbol === 'S3').map(({ date, adj_close }) => [date, adj_close]),
      );
      const [before, last] = atClose.dates.slice(-2).map((date) => close.get(date)!) as [number, number];
      expect(against.returns.at(-1)).toBeCloseTo(last / before - 1, 12);
      expect(book(...asked, '--format', 'csv').stdout.split('\n')[0]).toContain('against S3');
      expect(book('--benchmark', 'universe', '--format', 'json').stdout).toContain('"against":null');
      expect(book('--benchmark', 'nowhere')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('UNKNOWN_BENCHMARK'),
      });
    },
    patience,
  );
});
