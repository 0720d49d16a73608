import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { holdHomes } from './testing/hold-homes.ts';
import { runFm } from './testing/run-fm.ts';

const patience = 300_000;
const prices = wavePrices(7, '2020-01-01', 193);
const symbols = [...new Set(prices.map(({ symbol }) => symbol))].sort();
const days = [...new Set(prices.map(({ date }) => date))].sort();
const homes = ['plain', 'workflow'].map((name) => mkdtempSync(join(tmpdir(), `fm-groups-${name}-`)));
const [home] = homes as [string, string];
const request = ['mine', '--factors', 'ROC20', '--ranges', '2020-03-02..2020-08-31', '--neutralise', 'group'];

/** The first three stocks are in one group and the others in another; the third moves, the last is in none. */
const moved = '2020-06-15';
const groupOf = (stock: number, day: string): string | undefined => {
  if (stock === 6) return undefined;
  return stock < 2 || (stock === 2 && day < moved) ? 'one' : 'two';
};
const lines = [
  ...symbols.slice(0, 6).map((symbol, stock) => `${symbol},${groupOf(stock, days[0]!)},${days[0]}`),
  `${symbols[2]},two,${moved}`,
];

function ingest(text: string, into = home) {
  const file = join(into, 'groups.csv');
  writeFileSync(file, text);
  return runFm(into, 'ingest', 'groups', file, '--format', 'json');
}

holdHomes(homes, prices);

test(
  'without a group that was known in time a run is refused with the way out: groups of today are not those of 2020',
  () => {
    expect(ingest(`ticker,group\n${symbols.map((symbol) => `${symbol},one`).join('\n')}\n`)).toMatchObject({
      status: 0,
    });
    const refused = runFm(home, ...request);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('NO_GROUPS');
    expect(refused.stderr).toContain('ticker,group,since');
  },
  patience,
);

test(
  'returns are those of ranks within groups, as a second computation from the prices finds them',
  () => {
    const text = `ticker,group,since\n${lines.join('\n')}\n`;
    expect(JSON.parse(ingest(text).stdout)).toMatchObject({ new: 7, unchanged: 0, quarantined: 0 });
    expect(JSON.parse(ingest(text).stdout)).toMatchObject({ new: 0, unchanged: 7 });
    expect(runFm(home, ...request)).toMatchObject({ status: 0 });
    const file = join(home, 'returns.csv');
    expect(runFm(home, 'export', 'factor-returns', '--output', file)).toMatchObject({ status: 0 });
    const [header, ...rows] = readFileSync(file, 'utf8').trim().split('\n');
    const names = header!.replaceAll('"', '').split(',');
    const found = new Map(
      rows.map((row) => {
        const fields = row.replaceAll('"', '').split(',');
        return [fields[names.indexOf('date')], Number(fields[names.indexOf('factor_return')])];
      }),
    );
    expect(found.size).toBeGreaterThan(120);
    for (const [day, value] of found) expect([day, value]).toEqual([day, expect.closeTo(spread(day!), 12)]);
  },
  patience,
);

test(
  'the run says so beside its results, with the reason of what is missing, and the workflow finds the same',
  () => {
    const { stdout: report, stderr: notes } = runFm(home, 'report', 'ROC20');
    expect(notes).toContain('neutral to the group of each stock');
    // The seventh stock is only in the first file, since today: in none of the run's days.
    expect(notes).toContain(
      'Groups: known of 6 of 7 stocks; 6 from a file, each from the day that it gives or else was received.',
    );
    expect(report).toContain('group: none known');
    ingest(`ticker,group,since\n${lines.join('\n')}\n`, homes[1]);
    const byWorkflow = runFm(homes[1]!, ...request, '--workflow', '--format', 'csv');
    expect(byWorkflow).toMatchObject({ status: 0 });
    expect(byWorkflow.stdout).toBe(runFm(home, ...request, '--format', 'csv').stdout);
  },
  patience,
);

test(
  'the look-ahead guard holds with groups',
  () => {
    const verified = runFm(home, 'verify', 'ROC20', '--neutralise', 'group', '--format', 'json');
    expect(verified.status).toBe(0);
    expect(JSON.parse(verified.stdout)).toMatchObject([{ factor: 'ROC20', violations: [] }]);
  },
  patience,
);

/** High minus low of a day, equal weights, groups of the day before: from the definitions only. */
function spread(day: string): number {
  const t = days.indexOf(day);
  const close = (stock: number, at: number): number =>
    prices.find(({ symbol, date }) => symbol === symbols[stock] && date === days[at])?.adj_close ?? NaN;
  const values = symbols.map((_, stock) => close(stock, t - 1) / close(stock, t - 21) - 1);
  const returns = symbols.map((_, stock) => close(stock, t) / close(stock, t - 1) - 1);
  const ranked = symbols
    .flatMap((symbol, stock) => {
      const group = groupOf(stock, days[t - 1]!);
      if (group === undefined || Number.isNaN(values[stock])) return [];
      const peers = values.filter((value, other) => groupOf(other, days[t - 1]!) === group && !Number.isNaN(value));
      const value = values[stock]! - peers.reduce((sum, one) => sum + one, 0) / peers.length;
      return Number.isNaN(returns[stock]) ? [] : [{ symbol, stock, value }];
    })
    .sort((a, b) => a.value - b.value || (a.symbol < b.symbol ? -1 : 1));
  const size = Math.floor(ranked.length / 3);
  const mean = (legs: typeof ranked): number => legs.reduce((sum, { stock }) => sum + returns[stock]!, 0) / legs.length;
  return mean(ranked.slice(-size)) - mean(ranked.slice(0, size));
}
