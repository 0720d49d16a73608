import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { costOf } from './processes.ts';

const fm = fileURLToPath(new URL('../../apps/fm/src/main.ts', import.meta.url));
const files = 50_000;

/** Time and memory of ingesting as many price files as there are stocks, with one row each. */
export async function manyFiles(): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'fm-bench-'));
  const prices = join(folder, 'prices');
  mkdirSync(prices);
  for (let at = 0; at < files; at++) {
    const close = 10 + (at % 90);
    const row = `2024-03-06,${close},${close + 1},${close - 1},${close},${close},1000`;
    writeFileSync(join(prices, `S${at}.csv`), `Date,Open,High,Low,Close,Adj Close,Volume\n${row}\n`);
  }
  try {
    const environment = { FM_HOME: join(folder, 'home'), CLICKHOUSE_URL: '' };
    const run = () => costOf(process.execPath, [fm, 'ingest', 'prices', prices, '--format', 'json'], environment);
    const [first, again] = [await run(), await run()];
    const { rowsNew } = JSON.parse(first.output) as { rowsNew: number };
    const figures = ({ seconds, cpuSeconds, peakMiB }: typeof first) => ({ seconds, cpuSeconds, peakMiB });
    return { files, rowsNew, first: figures(first), again: figures(again) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
