import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '@fm/platform';
import { factorBook } from '@fm/portfolio/book';
import { factorSheetOf } from '@fm/visualization/sheet';
import { openWarehouse } from '@fm/warehouse';
import { costOf } from './processes.ts';
import { writeMarket } from './mining/market.ts';

const stocks = 500;
const days = 5040;
const rounds = 3;
const fm = fileURLToPath(new URL('../../apps/fm/src/main.ts', import.meta.url));

/*
 * Seconds of a monthly book of 500 stocks over 20 years from the warehouse, traded at closes and at opens, with costs and
 * attribution; of the tear sheet of the factor; and what opening the engine takes, below which no command comes.
 */
const home = mkdtempSync(join(tmpdir(), 'fm-bench-book-'));
try {
  const filled = await openWarehouse({ home });
  await writeMarket(filled, { stocks, days });
  await filled.close();
  const environment = { FM_HOME: home, CLICKHOUSE_URL: '' };
  await costOf(process.execPath, [fm, 'mine', '--factors', 'ROC20', '--ranges', '1900-01-01..2099-12-31'], environment);
  const opening = performance.now();
  const warehouse = await openWarehouse({ home });
  const openSeconds = (performance.now() - opening) / 1000;
  const seconds: number[] = [];
  const processor = process.cpuUsage();
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await factorBook(warehouse, { factor: 'ROC20', rebalance: 'monthly', attribution: true }, systemClock);
    seconds.push((performance.now() - started) / 1000);
  }
  const { user, system } = process.cpuUsage(processor);
  const [{ run } = { run: '' }] = await warehouse.query<{ run: string }>('SELECT run_id AS run FROM runs LIMIT 1');
  const sheets: number[] = [];
  const processorOfSheets = process.cpuUsage();
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await factorSheetOf(warehouse, run, 'ROC20');
    sheets.push((performance.now() - started) / 1000);
  }
  const ofSheets = process.cpuUsage(processorOfSheets);
  await warehouse.close();
  const processorSeconds = (user + system) / 1e6 / rounds;
  const processorSecondsOfSheet = (ofSheets.user + ofSheets.system) / 1e6 / rounds;
  process.stdout.write(
    JSON.stringify({
      ...{ stocks, days, openSeconds, firstSeconds: seconds[0], bestSeconds: Math.min(...seconds), processorSeconds },
      ...{ firstSheetSeconds: sheets[0], bestSheetSeconds: Math.min(...sheets), processorSecondsOfSheet },
    }),
  );
} finally {
  rmSync(home, { recursive: true, force: true });
}
