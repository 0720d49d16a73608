import { expect, test } from '@jest/globals';
import { derivedSeries } from './derived-series.ts';
import { renderSheet } from './render-sheet.ts';
import type { SheetData } from './sheet-data.ts';
import { colours } from './sheet-style.ts';

const day = (t: number): string => new Date(Date.UTC(2018, 0, 1 + t)).toISOString().slice(0, 10);
const dates = Array.from({ length: 700 }, (_, t) => day(t));
const wave = (scale: number) => Float64Array.from(dates, (_, t) => scale * Math.sin(t * 1.3) + 0.0004);
const data: SheetData = {
  title: 'A book of <X>',
  ...{ description: ['What it ranks & how'], verdict: 'kept 3.0% a year', synthetic: false, run: 'run r' },
  ...{ notes: ['a "note"'], estimators: ['mean: times 252'], dates },
  series: [
    { name: 'net', returns: wave(0.01) },
    { name: 'gross', returns: wave(0.011) },
  ],
  benchmark: { name: 'universe', returns: wave(0.008) },
  monthly: [
    { period: '2018-01', value: 0.0123 },
    { period: '2018-02', value: -0.0001 },
  ],
  yearly: [
    { period: '2018', value: 0.05 },
    { period: '2019', value: -0.02 },
  ],
  benchmarkYearly: [{ period: '2018', value: 0.01 }],
  turnover: [{ period: '2018-01', value: 0.4 }],
  skill: [
    { date: '2018-01', value: 0.1 },
    { date: '2018-02', value: 0.3 },
  ],
  tables: [{ title: 'Figures', headings: ['', 'net'], rows: [['mean a year', '3.0%']] }],
};
const html = renderSheet(data);

test('the page needs nothing else and says the verdict before any chart', () => {
  expect(html).not.toMatch(/<script|<link|src=|url\((?!#)|https?:\/\/(?!www\.w3\.org)/);
  expect(html.indexOf('kept 3.0% a year')).toBeLessThan(html.indexOf('<svg'));
  expect(html).toContain('A book of &lt;X&gt;');
  expect(html).toContain('a &quot;note&quot;');
  expect(html).toContain('<td>mean a year</td><td>3.0%</td>');
});

test('every chart is drawn for a page and for a phone', () => {
  const panels = html.split('<section class="panel" id=').slice(1);
  expect(panels.map((panel) => /^"([^"]+)"/.exec(panel)?.[1])).toEqual([
    'wealth',
    'under-water',
    'months',
    'years',
    'sharpe',
    'beta',
    'volatility',
    'distribution',
    'turnover',
    'skill',
  ]);
  for (const panel of panels) for (const width of ['wide', 'narrow']) expect(panel).toContain(`<svg class="${width}"`);
});

test('no drawing has a colour of only one scheme', () => {
  const drawings = html.slice(html.indexOf('<main>'));
  for (const { light, name } of colours) expect([name, drawings.includes(light)]).toEqual([name, false]);
  for (const { name } of colours) expect(html.split(`${name}:`)).toHaveLength(3);
});

test('months carry their numbers, a small loss is 0, and the band of the coefficient is that of its mean', () => {
  const months = html.slice(html.indexOf('id="months"'), html.indexOf('id="years"'));
  expect(months).toContain('>1.2<');
  expect(months).toContain('>0.0<');
  // Mean 0.2; deviation 0.1414 over the root of 2 is 0.1, and 1.96 of these either way.
  expect(html).toContain('Mean 0.200, from 0.004 to 0.396 with 95 % confidence.');
  expect(html).toContain('40.00 % of the book is replaced in a month on average.');
});

test('a benchmark with a name is drawn and named, and its gaps blank no year of the rolling lines', () => {
  const gaps = wave(0.008).map((value, t) => (t % 100 === 7 ? NaN : value));
  const named = { ...data, benchmark: { name: '^DJI', returns: gaps } };
  expect(renderSheet(named)).toContain('Slope of the net return on that of ^DJI');
  const { beta, sharpe } = derivedSeries(named.series[0], named.benchmark);
  expect(beta[0]!.returns.filter(Number.isFinite).length).toBeGreaterThan(400);
  expect(sharpe[1]!.returns[107]).toBeNaN();
  expect(sharpe[1]!.returns.at(-1)).toBeCloseTo(
    derivedSeries(data.series[0], data.benchmark).sharpe[1]!.returns.at(-1)!,
    0,
  );
});
