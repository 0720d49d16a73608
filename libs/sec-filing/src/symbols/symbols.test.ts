import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { zipSync } from 'fflate';
import { ingestFilings } from '../ingest.ts';
import { fundamentalSeries } from '../testing/read-facts.ts';
import { accession, companyFacts, type MadeRow } from '../testing/documents.ts';
import { contentOf, openWorkbench, type Workbench } from '../testing/workbench.ts';
import { describeSymbols, symbolNotes } from './describe-symbols.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench();
});
afterEach(() => bench.clear());
afterAll(() => bench.end());

/** Annual reports of a filer: its equity is the number of the year, its shares a thousand times that. */
function company(
  cik: number,
  ticker: string | undefined,
  years: readonly number[],
  equity = 0,
): Record<string, unknown> {
  const row = (year: number, end: string, val: number): MadeRow => ({
    ...{ end, val, form: '10-K', filed: `${year + 1}-02-15` },
    accn: accession(cik * 100 + (year % 100)),
  });
  const facts = companyFacts(cik, {
    StockholdersEquity: years.map((year) => row(year, `${year}-12-31`, year + equity)),
    'dei/EntityCommonStockSharesOutstanding': years.map((year) => row(year, `${year + 1}-02-01`, 1000 * year)),
  });
  return ticker === undefined ? facts : { ...facts, ticker };
}

async function ingest(documents: Readonly<Record<string, unknown>>): Promise<void> {
  const paths = Object.entries(documents).map(([name, document]) => {
    const path = join(bench.folder, name);
    writeFileSync(path, typeof document === 'string' ? document : JSON.stringify(document));
    return path;
  });
  const summary = await ingestFilings({ ...bench, paths });
  expect(summary.failed).toEqual([]);
}

/** What an item of a symbol was known to be, by the day it became known. */
async function known(symbol: string, item: 'stockholdersEquity' | 'sharesOutstanding' = 'stockholdersEquity') {
  const rows = await fundamentalSeries(bench.warehouse, { symbols: [symbol], items: [item] });
  return rows.map(({ knownAt, value, reason }) => [new Date(knownAt).toISOString().slice(0, 10), value ?? reason]);
}

test('two filers that carry one ticker at one time are not one company: it has no figures, and the ingest says so', async () => {
  await ingest({ 'a.json': company(1, 'METX', [2017, 2018]), 'b.json': company(2, 'METX', [2017, 2018], 70) });
  expect(await known('METX')).toEqual([]);
  const description = await describeSymbols(bench.warehouse);
  expect(description.contested).toEqual([{ symbol: 'METX', used: [], refused: ['0000000001', '0000000002'] }]);
  expect(symbolNotes(description)[0]).toMatch(/METX: claimed by the filers 0000000001 and 0000000002/);
});

test('the ticker is that of the filer that the SEC names today, and of both in turn where a file says since when', async () => {
  const documents = { 'a.json': company(1, 'METX', [2017, 2018]), 'b.json': company(2, 'METX', [2017, 2018], 70) };
  await ingest({ ...documents, 'company_tickers.json': { 0: { cik_str: 2, ticker: 'METX', title: 'B' } } });
  expect(await known('METX')).toEqual([
    ['2018-02-16', 2087],
    ['2019-02-18', 2088],
  ]);
  await ingest({ 'symbols.csv': 'symbol,cik,from,to\nMETX,1,,2018-06-30\nMETX,0000000002,2018-07-01,\n' });
  expect(await known('METX')).toEqual([
    ['2018-02-16', 2017],
    ['2018-06-30', 'symbol_left'],
    ['2018-07-01', 2087],
    ['2019-02-18', 2088],
  ]);
});

test('an archive of the SEC is read document by document, and the summary counts what it holds', async () => {
  const path = join(bench.folder, 'companyfacts.zip');
  const documents = { 'CIK1.json': company(1, 'AAX', [2017]), 'CIK2.json': company(2, 'BBX', [2018]) };
  const entries = Object.entries(documents).map(([name, document]) => [name, Buffer.from(JSON.stringify(document))]);
  writeFileSync(
    path,
    zipSync({
      ...Object.fromEntries(entries),
      ...{ 'CIK3.json': Buffer.from('{'), 'CIK4.json.gz': Uint8Array.from([0x1f, 0x8b]), 'note.txt': Buffer.from('n') },
    }),
  );
  const steps: string[] = [];
  const summary = await ingestFilings({
    ...{ ...bench, paths: [path] },
    onProgress: ({ subject, done, total }) => steps.push(`${subject} ${done} of ${total}`),
  });
  expect(summary).toMatchObject({ fetched: 4, new: 2, quarantined: 1, failed: [{ subject: `${path}/CIK4.json.gz` }] });
  expect(steps).toEqual(['CIK1.json 1 of 5', 'CIK2.json 2 of 5', 'CIK3.json 3 of 5']);
  expect([await known('AAX'), await known('BBX')]).toEqual([[['2018-02-16', 2017]], [['2019-02-18', 2018]]]);
});

test('filers that file one after the other are two companies with dates', async () => {
  await ingest({ 'a.json': company(1, 'OLDX', [2011, 2012]), 'b.json': company(2, 'OLDX', [2017, 2018]) });
  const values = (await known('OLDX')).map(([, value]) => value);
  expect(values).toEqual([2011, 2012, 'symbol_left', 2017, 2018]);
});

test('a filer without a ticker is kept and counted, and a mapping file gives it one', async () => {
  await ingest({ 'a.json': company(1, undefined, [2011, 2012]), 'b.json': company(2, 'HERE', [2011]) });
  expect(await describeSymbols(bench.warehouse)).toMatchObject({ filers: 2, withoutSymbol: 1 });
  await ingest({ 'gone.csv': 'Symbol;CIK;From;To\nGONE;1;;2013-03-28\n' });
  expect(await describeSymbols(bench.warehouse)).toMatchObject({ filers: 2, withoutSymbol: 0 });
  expect(await known('GONE')).toEqual([
    ['2012-02-16', 2011],
    ['2013-02-18', 2012],
    ['2013-03-28', 'symbol_left'],
  ]);
});

test('a warrant has not the count of the common stock, and classes have not that of all', async () => {
  await ingest({
    'a.json': company(1, undefined, [2020]),
    'b.json': company(2, undefined, [2020]),
    'company_tickers.json': {
      0: { cik_str: 1, ticker: 'HTX', title: 'A' },
      1: { cik_str: 1, ticker: 'HTXWW', title: 'A' },
      2: { cik_str: 2, ticker: 'BRX-B', title: 'B' },
      3: { cik_str: 2, ticker: 'BRX-A', title: 'B' },
    },
  });
  const shares = async (symbol: string) => (await known(symbol, 'sharesOutstanding'))[0]?.[1];
  expect(await shares('HTX')).toBe(2_020_000);
  expect(await shares('HTXWW')).toBe('not_common_stock');
  for (const symbol of ['BRX-A', 'BRX-B']) expect(await shares(symbol)).toBe('several_classes');
  expect((await known('BRX-B'))[0]?.[1]).toBe(2020);
});

test('in whatever order documents come the tables end the same', async () => {
  const documents = {
    'a.json': company(1, 'METX', [2017, 2018]),
    'b.json': company(2, 'METX', [2017, 2018], 70),
    'company_tickers.json': { 0: { cik_str: 2, ticker: 'METX', title: 'B' } },
  };
  await ingest(documents);
  const expected = await contentOf(bench.warehouse);
  await bench.clear();
  await ingest(Object.fromEntries(Object.entries(documents).reverse()));
  expect(await contentOf(bench.warehouse)).toEqual(expected);
});

test('a filing that contradicts itself has its reason, and of a number and its rounding the number counts', async () => {
  const row = { end: '2020-12-31', form: '10-K', filed: '2021-02-15', accn: accession(1) };
  await ingest({
    'a.json': {
      ...companyFacts(1, {
        Assets: [
          { ...row, val: 171_797_000_000 },
          { ...row, val: 172_000_000_000 },
        ],
        StockholdersEquity: [
          { ...row, val: 71_000_000_000 },
          { ...row, val: 64_000_000_000 },
        ],
        AssetsCurrent: [{ ...row, val: 41_141_000_000 }],
      }),
      ticker: 'TWOP',
    },
  });
  const valueOf = async (item: 'totalAssets' | 'stockholdersEquity') => {
    const [found] = await fundamentalSeries(bench.warehouse, { symbols: ['TWOP'], items: [item] });
    return found?.value ?? found?.reason;
  };
  expect(await valueOf('totalAssets')).toBe(171_797_000_000);
  expect(await valueOf('stockholdersEquity')).toBe('two_values_in_one_filing');
});
