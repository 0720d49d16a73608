import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { loadConfig } from '@fm/platform';
import { readUniverse } from './universe.ts';

const folder = mkdtempSync(join(tmpdir(), 'fm-universe-'));
afterAll(() => rmSync(folder, { recursive: true }));
const given = (variables: Record<string, string>) => readUniverse(loadConfig(variables));

test('the object names the stocks, more of them than a variable holds, and wins over the variables', async () => {
  const lines = Array.from({ length: 3000 }, (_, at) => `${1000 + at}.T,`);
  writeFileSync(join(folder, 'universe.csv'), `symbol,cik\nAAPL,0000320193\n${lines.join('\n')}\n`);
  const stocks = await given({
    FM_UNIVERSE_OBJECT: pathToFileURL(join(folder, 'universe.csv')).href,
    FM_UNIVERSE: 'X',
  });
  expect(stocks).toHaveLength(3001);
  expect(stocks.slice(0, 2)).toEqual([{ symbol: 'AAPL', cik: '0000320193' }, { symbol: '1000.T' }]);
});

test('without an object the variables name them, also stocks of other exchanges without a CIK', async () => {
  expect(await given({ FM_UNIVERSE: 'AAPL,VOD.L,7203.T', FM_CIKS: 'AAPL=0000320193' })).toEqual([
    { symbol: 'AAPL', cik: '0000320193' },
    { symbol: 'VOD.L' },
    { symbol: '7203.T' },
  ]);
});

test('an object that is not there is named', async () => {
  await expect(given({ FM_UNIVERSE_OBJECT: pathToFileURL(join(folder, 'other.csv')).href })).rejects.toMatchObject({
    code: 'UNIVERSE_MISSING',
    where: expect.stringContaining('other.csv'),
  });
});
