import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from '@jest/globals';
import { chromiumNote, chromiumPath } from './browser.ts';
import { testMinedPages } from './mined-pages.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const prices = join(process.env['FM_REAL_DATA'] ?? join(root, '../shared/data'), 'prices/yahoo-csv');
const onRealPrices = chromiumPath !== undefined && existsSync(prices) ? describe : describe.skip;
const realNote = existsSync(prices) ? '' : ` (skipped: no price files at ${prices}; name their folder in FM_REAL_DATA)`;

const realRun = ['--factors', 'RSI14,RSI28,ROC20,TradingVolume', '--ranges', '2005-01-01..2023-12-31,yearly'];

onRealPrices(`a run over the 30 real price files in Chromium${realNote || chromiumNote}`, () =>
  testMinedPages(
    [
      ['ingest', 'prices', prices],
      ['mine', ...realRun, '--from', '2005-01-01', '--to', '2023-12-31'],
    ],
    false,
  ),
);
