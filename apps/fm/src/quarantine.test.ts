import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadPriceObject } from '@fm/market-data';
import { barsFrom, chartOf } from '@fm/market-data/testing';
import { localObjectStore } from '@fm/object-store';
import { openWarehouse } from '@fm/warehouse';
import { holdHomes } from './testing/hold-homes.ts';
import { runFm } from './testing/run-fm.ts';

const home = mkdtempSync(join(tmpdir(), 'fm-quarantine-'));
holdHomes([home]);

const file = (name: string, text: string): string => {
  writeFileSync(join(home, name), text);
  return join(home, name);
};
const fm = (...args: string[]) => runFm(home, ...args);
const article = { url: 'https://example.com/a', title: 'Good', content: 'Good.', published_date: '2024-03-01' };
const reading = { value: 60, summary: '', key_figures: [], change: '', reason: 'Ages.' };
const answer = {
  format: 'fm.report-answer.v1',
  symbol: 'KO',
  kind: 'proxy-statement',
  published: '2024-03-01',
  model: 'recorded',
  scored_at: '2024-03-01T22:00:00Z',
  reading: { BoardAge: reading, ExecutivePay: reading },
};

const header = 'Date,Open,High,Low,Close,Adj Close,Volume\n';
const cases: readonly [string, string[], string, string, string][] = [
  ['prices', ['ingest', 'prices'], 'KO.csv', `${header}2024-03-01,10,11,9,10,10,-5\n`, ''],
  [
    'corporate-actions',
    ['ingest', 'corporate-actions'],
    'splits.csv',
    'Symbol,Date,Kind,Value\nKO,2012-08-13,split,two\n',
    'Symbol,Date,Kind,Value\nKO,2012-08-13,split,2:1\n',
  ],
  ['risk-free', ['ingest', 'risk-free'], 'rates.csv', ',RF\n20240301,dog\n', ',RF\n20240301,0.02\n'],
  ['factor-returns', ['ingest', 'factor-returns'], 'factors.csv', ',A\n20240301,dog\n', ',A\n20240301,0.02\n'],
  [
    'web-search',
    ['ingest', 'web-search', '--symbol', 'KO'],
    'news.json',
    '{"results":[',
    JSON.stringify({
      format: 'fm.searches.v1',
      searches: [{ symbol: 'KO', collected_at: '2024-03-01T22:00:00Z', response: { results: [article] } }],
    }),
  ],
  ['financial-report', ['ingest', 'financial-report'], 'proxy.txt.answer.json', '{', JSON.stringify(answer)],
];

test.each(cases)(
  'an entry of %s is listed, shown, stays open with its reason, and is replayed once it is mended',
  (source, command, name, bad, good) => {
    const path = file(name, bad);
    const document = source === 'financial-report' ? file('proxy.txt', 'The directors are 60.') : path;
    fm(...command, document);
    const [entry] = JSON.parse(fm('quarantine', 'list', '--source', source, '--format', 'json').stdout);
    expect(entry).toMatchObject({ source, state: 'open', message: expect.stringMatching(/\w/) });
    const id = String(entry.quarantine_id).slice(0, 16);
    expect(JSON.parse(fm('quarantine', 'show', id).stdout)).toEqual(entry);
    const open = fm('quarantine', 'replay', id);
    expect(open).toMatchObject({ status: 1, stdout: expect.stringMatching(/^open: \S/) });
    if (good === '') {
      expect(fm('quarantine', 'dismiss', id)).toMatchObject({ status: 0, stdout: 'dismissed\n' });
      expect(
        JSON.parse(fm('quarantine', 'list', '--source', source, '--state', 'open', '--format', 'json').stdout),
      ).toEqual([]);
      return;
    }
    writeFileSync(path, good);
    expect(fm('quarantine', 'replay', id)).toMatchObject({ status: 0, stdout: 'replayed\n' });
    expect(JSON.parse(fm('quarantine', 'show', id).stdout)).toMatchObject({ state: 'replayed' });
  },
);

test('entries are dismissed by file, by reason and all at once, and stay in the list', () => {
  const rows = (bad: string) => `${header}2024-03-01,10,11,9,10,10,${bad}\n2024-03-04,10,11,9,10,${bad},1\n`;
  fm('ingest', 'prices', file('DISA.csv', rows('-5')), file('DISB.csv', rows('-5')), file('DISC.csv', rows('dog')));
  const left = (): string[] =>
    (JSON.parse(fm('quarantine', 'list', '--format', 'json').stdout) as { state: string; uri: string; code: string }[])
      .filter(({ state, uri }) => state === 'open' && /DIS.\.csv$/.test(uri))
      .map(({ uri, code }) => `${uri.slice(-8, -4)} ${code}`)
      .sort();
  const [aVolume, bVolume, cNumber] = ['DISA VOLUME_NEGATIVE', 'DISB VOLUME_NEGATIVE', 'DISC NUMBER_UNREADABLE'];
  const [aPrice, bPrice] = ['DISA PRICE_NOT_POSITIVE', 'DISB PRICE_NOT_POSITIVE'];
  expect(left()).toEqual([aPrice, aVolume, bPrice, bVolume, cNumber, cNumber]);
  expect(fm('quarantine', 'dismiss', '--file', './DISA.csv').stdout).toBe('dismissed 2\n');
  expect(left()).toEqual([bPrice, bVolume, cNumber, cNumber]);
  expect(fm('quarantine', 'dismiss', '--source', 'prices', '--code', 'PRICE_NOT_POSITIVE').stdout).toBe(
    'dismissed 1\n',
  );
  expect(left()).toEqual([bVolume, cNumber, cNumber]);
  expect(fm('quarantine', 'dismiss')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('no option says which'),
  });
  expect(fm('quarantine', 'dismiss', '--all').status).toBe(0);
  expect(left()).toEqual([]);
  expect(JSON.parse(fm('quarantine', 'list', '--state', 'dismissed', '--format', 'json').stdout)).toHaveLength(7);
});

test("a provider's split that contradicts a file's is replayed from its stored answer, once the file is mended", async () => {
  const split = (ratio: string) =>
    fm(
      'ingest',
      'corporate-actions',
      file('splits-of-ibm.csv', `Symbol,Date,Kind,Value\nIBM,2024-02-01,split,${ratio}\n`),
    );
  expect(split('2:1')).toMatchObject({ status: 0 });
  const chart = JSON.parse(chartOf('IBM', barsFrom('2024-01-02', 44))) as {
    chart: { result: { events: Record<string, unknown> }[] };
  };
  const date = Date.parse('2024-02-01T14:30:00Z') / 1000;
  chart.chart.result[0]!.events['splits'] = { [date]: { date, numerator: 3, denominator: 1 } };
  const key = 'market-data/yahoo/IBM/20240301T220000000Z-0123456789abcdef.json';
  const objectStore = localObjectStore(join(home, 'objects'));
  await objectStore.putIfAbsent(key, JSON.stringify(chart));
  const warehouse = await openWarehouse({ home });
  await loadPriceObject({ warehouse, objectStore, key }).finally(() => warehouse.close());
  const [entry] = JSON.parse(fm('quarantine', 'list', '--symbol', 'IBM', '--format', 'json').stdout);
  expect(entry).toMatchObject({ uri: key, code: 'ACTION_CONFLICT' });
  expect(fm('quarantine', 'replay', entry.quarantine_id)).toMatchObject({
    status: 1,
    stdout: expect.stringMatching(/^open: the split of 3 on 2024-02-01 contradicts that of 2/),
  });
  expect(split('3:1')).toMatchObject({ status: 0 });
  expect(fm('quarantine', 'replay', entry.quarantine_id)).toMatchObject({ status: 0, stdout: 'replayed\n' });
});

test('a list that is cut says so', () => {
  expect(fm('quarantine', 'list', '--limit', '1').stderr).toContain('more than 1');
});
