import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { costOf } from './processes.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(process.env['FM_REAL_DATA'] ?? join(root, '../shared/data'), 'prices/yahoo-csv');
const fm = join(root, 'apps/fm/src/main.ts');

/** The trial of the README on the real price files: whole processes from a cold start. */
export async function realPrices(): Promise<Record<string, unknown>> {
  if (!existsSync(folder)) return { skipped: `no price files at ${folder}` };
  const home = mkdtempSync(join(tmpdir(), 'fm-bench-'));
  const environment = { FM_HOME: home, CLICKHOUSE_URL: '' };
  try {
    const ingest = await costOf(process.execPath, [fm, 'ingest', 'prices', folder, '--format', 'json'], environment);
    const mine = await costOf(
      process.execPath,
      [
        fm,
        'mine',
        '--factors',
        'RSI14,RSI28,ROC20,TradingVolume',
        '--ranges',
        'yearly',
        '--from',
        '2005-01-01',
        '--to',
        '2023-12-31',
        '--weighting',
        'equal',
        '--format',
        'json',
      ],
      environment,
    );
    const results = await costOf(process.execPath, [fm, 'results', '--format', 'json'], environment);
    const { rowsRead, seconds } = JSON.parse(ingest.output) as { rowsRead: number; seconds: number };
    const infile = await infileSeconds(join(home, 'infile'));
    return {
      rows: rowsRead,
      ingestSeconds: seconds,
      ingestRowsPerSecond: rowsRead / seconds,
      infileSeconds: infile,
      ingestToInfile: seconds / infile,
      trialSeconds: ingest.seconds + mine.seconds + results.seconds,
      trialPeakMiB: Math.max(ingest.peakMiB, mine.peakMiB, results.peakMiB),
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** ClickHouse's own load of the same CSV files into a table of the same columns, seconds. */
async function infileSeconds(home: string): Promise<number> {
  const { Session } = await import('chdb');
  const session = new Session(home);
  session.query(
    'CREATE DATABASE bench; CREATE TABLE bench.prices (Date Date32, Open Float64, High Float64, Low Float64, Close Float64, `Adj Close` Float64, Volume Float64) ENGINE = MergeTree ORDER BY Date',
  );
  const files = readdirSync(folder).filter((file) => file.endsWith('.csv'));
  files.forEach((file) => readFileSync(join(folder, file)));
  const started = performance.now();
  for (const file of files)
    session.query(`INSERT INTO bench.prices FROM INFILE '${join(folder, file)}' FORMAT CSVWithNames`);
  const seconds = (performance.now() - started) / 1000;
  session.close();
  return seconds;
}
