import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { RunResults } from '@fm/results/read';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { holdHomes } from './testing/hold-homes.ts';
import { runFm } from './testing/run-fm.ts';

const patience = 300_000;
const prices = wavePrices(6, '2020-01-01', 193);
const symbols = [...new Set(prices.map(({ symbol }) => symbol))].sort();
const days = [...new Set(prices.map(({ date }) => date))].sort();
const home = mkdtempSync(join(tmpdir(), 'fm-values-'));

const closeOf = new Map(prices.map(({ symbol, date, close }) => [`${symbol} ${date}`, close]));
/** The value that a user computed elsewhere: the close over that of 20 sessions before. */
function momentum(symbol: string, t: number): number {
  return Number(closeOf.get(`${symbol} ${days[t]}`)) / Number(closeOf.get(`${symbol} ${days[t - 20]}`)) - 1;
}

function ingest(name: string, text: string, ...args: string[]) {
  const file = join(home, name);
  writeFileSync(file, text);
  return runFm(home, 'ingest', ...args, file, '--format', 'json');
}

function mined(...args: string[]): RunResults {
  const { status, stdout, stderr } = runFm(home, 'mine', ...args, '--format', 'json');
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as RunResults;
}

/** Values of a run by symbol and day. */
function exportedValues({ run }: RunResults): Map<string, number> {
  const { status, stdout, stderr } = runFm(home, 'export', 'factor-values', '--run', run.id);
  if (status !== 0) throw new Error(stderr);
  const [header, ...rows] = stdout.replaceAll('"', '').trim().split('\n');
  const names = (header as string).split(',');
  return new Map(
    rows.flatMap((row) => {
      const fields = row.split(',');
      const field = (name: string): string => fields[names.indexOf(name)] as string;
      return field('value') === '' ? [] : [[`${field('symbol')} ${field('date')}`, Number(field('value'))] as const];
    }),
  );
}

holdHomes([home], prices);

test(
  'values that pandas wrote are mined as a factor, with the evidence of the formula that they were computed by',
  () => {
    const lines = days.slice(20).map((day, t) => [day, ...symbols.map((symbol) => momentum(symbol, t + 20))].join(','));
    const text = `Date,${symbols.join(',')}\n${lines.join('\n')}\n`;
    const loaded = ingest('momentum.csv', text, 'factor-values');
    expect(loaded).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('values:momentum: 6 symbols on 173 days'),
    });
    expect(JSON.parse(loaded.stdout)).toMatchObject({ new: 173 * 6, quarantined: 0 });
    expect(JSON.parse(ingest('momentum.csv', text, 'factor-values').stdout)).toMatchObject({
      new: 0,
      unchanged: 173 * 6,
    });
    const own = mined('--factors', 'values:momentum');
    expect(own.run.notes).toContainEqual(expect.stringMatching(/values:momentum .* cannot be verified/));
    const same = mined('--formula', 'same = close / delay(close, 20) - 1');
    expect(exportedValues(own)).toEqual(exportedValues(same));
    const evidence = (all: RunResults['summaries'], name: string) =>
      all
        .filter(({ factor }) => factor === name)
        .map(({ start, end, premium, statistics: { ic21T } }) => ({ start, end, premium, ic21T }));
    expect(evidence(own.summaries, 'values:momentum')).toEqual(evidence(same.summaries, 'same'));
    expect(runFm(home, 'report', 'values:momentum', '--run', own.run.id)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('values:momentum: none known'),
    });
  },
  patience,
);

test(
  'a value is not used before it is known, and a correction changes nothing before it',
  () => {
    const [day, next] = [days[40] as string, days[41] as string];
    const header = 'date,symbol,value,known_at';
    const text = [header, `${day},S0,1,`, `${day},S1,2,${next}`, `${day},S2,3,`, `${day},S2,9,${next}`];
    expect(ingest('late.csv', text.join('\n'), 'panel', 'Late')).toMatchObject({ status: 0 });
    const found = exportedValues(mined('--formula', 'held = ts_backfill(values:late, 3)', '--groups', '2'));
    const at = (symbol: string) => [39, 40, 41, 42, 43, 44].map((t) => found.get(`${symbol} ${days[t]}`));
    expect(at('S0')).toEqual([undefined, 1, 1, 1, undefined, undefined]);
    expect(at('S1')).toEqual([undefined, undefined, 2, 2, 2, undefined]);
    expect(at('S2')).toEqual([undefined, 3, 9, 9, 9, undefined]);
    ingest('late.csv', `date,symbol,value\n${day},S0,7\n`, 'panel', 'late');
    const after = mined('--formula', 'held = ts_backfill(values:late, 3)', '--groups', '2', '--horizons', '1');
    expect(exportedValues(after)).toEqual(found);
  },
  patience,
);

test(
  'the guard holds values to the moment at which they became known, and says what it cannot verify',
  () => {
    const verified = runFm(
      home,
      'verify',
      'values:momentum',
      '--formula',
      'rank = rank(values:momentum)',
      '--format',
      'json',
    );
    expect(verified).toMatchObject({ status: 0, stderr: expect.stringMatching(/values:momentum.*cannot be verified/) });
    expect(JSON.parse(verified.stdout)).toMatchObject([
      { factor: 'rank', violations: [] },
      { factor: 'values:momentum', violations: [] },
    ]);
  },
  patience,
);

test(
  'values that are not there are refused with the name that was meant, and those that are there are listed',
  () => {
    for (const wrong of [
      ['--factors', 'values:momentun'],
      ['--formula', 'x = rank(values:momentun)'],
    ])
      expect(runFm(home, 'mine', ...wrong)).toMatchObject({
        status: 2,
        stderr: expect.stringMatching(/UNKNOWN_VALUES.*momentun.*momentum/s),
      });
    expect(JSON.parse(runFm(home, 'factors', 'values', '--format', 'json').stdout)).toMatchObject([
      { name: 'late', symbols: 3, days: 1, corrected: 2 },
      { name: 'momentum', symbols: 6, days: 173, first: days[20], corrected: 0 },
    ]);
  },
  patience,
);

test(
  'a formula that reads values is kept and shared, and the exported values of a run come in again elsewhere',
  () => {
    expect(runFm(home, 'factors', 'add', '--formula', 'shared = rank(values:momentum)')).toMatchObject({ status: 0 });
    const own = mined('--factors', 'values:momentum');
    const values = runFm(home, 'export', 'factor-values', '--run', own.run.id).stdout;
    const again = ingest('exported.csv', values.replaceAll('values:momentum', 'values:again'), 'factor-values');
    expect(JSON.parse(again.stdout)).toMatchObject({ new: 173 * 6, quarantined: 0 });
    expect(exportedValues(mined('--factors', 'values:again'))).toEqual(exportedValues(own));
    expect(runFm(home, 'factors', 'export', 'shared').stdout).toContain('formula: rank(values:momentum)');
  },
  patience,
);

test(
  'vwap is refused until average prices are loaded, and then read, except outside low and high',
  () => {
    const formula = 'gap = vwap / delay(close, 5)';
    expect(runFm(home, 'mine', '--formula', formula)).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/no data for vwap.*fm ingest panel vwap FILE.*\^{4}/s),
    });
    const library = ['mine', '--factors', 'alpha158.KMID,library:alpha158', '--ranges', `${days[100]}..${days[140]}`];
    expect(runFm(home, ...library).stderr).toContain('left out of the library: alpha158.VWAP0');

    const average = ({ low, high, close }: (typeof prices)[number]): number =>
      (Number(low) + Number(high) + Number(close)) / 3;
    const lines = prices.map((bar) => {
      const isSplitBasis = bar.symbol === 'S1' && bar.date === days[50];
      return [bar.date, bar.symbol, average(bar) * (isSplitBasis ? 2 : 1)].join(',');
    });
    const file = join(home, 'average.csv');
    writeFileSync(file, ['date,symbol,value', ...lines].join('\n'));
    expect(runFm(home, 'ingest', 'panel', 'vwap', file)).toMatchObject({ status: 0 });

    const found = exportedValues(mined('--formula', formula, '--groups', '2'));
    const expected = exportedValues(mined('--formula', 'same = typical_price / delay(close, 5)', '--groups', '2'));
    expect(expected.size).toBeGreaterThan(900);
    expect(expected.delete(`S1 ${days[50]}`)).toBe(true);
    expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [cell, value] of found) expect(value).toBeCloseTo(expected.get(cell) as number, 12);
    expect(runFm(home, ...library).stderr).not.toContain('left out of the library');
    expect(runFm(home, 'verify', '--formula', formula)).toMatchObject({ status: 0 });
  },
  patience,
);
