import { closeSync, existsSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { localObjectStore } from '@fm/object-store';
import { ingestFilings } from '@fm/sec-filing';
import { openWarehouse } from '@fm/warehouse';
import { costOf } from './processes.ts';

/*
 * Parse and load of SEC filings: the five complete companyfacts files (goal: under 6 s and 700 MiB), and a document of
 * 100 MB (goal: no more than four times its size in memory beyond what the embedded warehouse itself takes).
 *
 *   node scripts/bench/sec-filing.ts
 */
const self = fileURLToPath(import.meta.url);
const real = join(
  process.env['FM_REAL_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url)),
  'companyfacts/full',
);

const [mode, path, home] = process.argv.slice(2);
if (mode === 'load') await load(path as string, home as string);
else await report();

/** Ingests files in a process of its own and prints the seconds from the opened warehouse on. */
async function load(from: string, folder: string): Promise<void> {
  const warehouse = await openWarehouse({ home: join(folder, 'warehouse') });
  const started = performance.now();
  const objectStore = localObjectStore(join(folder, 'objects'));
  const { rowsNew, failed } = await ingestFilings({ warehouse, objectStore, paths: [from] });
  if (failed.length > 0) throw new Error(JSON.stringify(failed));
  process.stdout.write(JSON.stringify({ rows: rowsNew, seconds: (performance.now() - started) / 1000 }));
  await warehouse.close();
}

async function report(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'fm-bench-'));
  try {
    const [small, large] = [join(folder, 'small.json'), join(folder, 'large.json')];
    writeDocument(small, 1);
    writeDocument(large, 700_000);
    const baseline = await measure(small, join(folder, 'a'));
    const big = await measure(large, join(folder, 'b'));
    const megabytes = statSync(large).size / 2 ** 20;
    const complete = existsSync(real) ? await measure(real, join(folder, 'c')) : { skipped: `no files at ${real}` };
    const timesItsSize = (big.peakMiB - baseline.peakMiB) / megabytes;
    const result = { complete, large: { megabytes, ...big, timesItsSize }, warehouseAloneMiB: baseline.peakMiB };
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(from: string, home: string): Promise<{ rows: number; seconds: number; peakMiB: number }> {
  const environment = { CLICKHOUSE_URL: '' };
  const { output, peakMiB } = await costOf(process.execPath, [self, 'load', from, home], environment);
  return { ...(JSON.parse(output) as { rows: number; seconds: number }), peakMiB };
}

/** A companyfacts-like document: rows over 200 tags, each with its own period or filing. */
function writeDocument(file: string, rows: number): void {
  const out = openSync(file, 'w');
  const tags = Math.min(rows, 200);
  writeSync(out, '{"cik":1,"entityName":"Made Up","facts":{"us-gaap":{');
  for (let tag = 0; tag < tags; tag += 1) {
    writeSync(
      out,
      `${tag === 0 ? '' : ','}"Tag${tag}":{"label":"Tag ${tag}","description":"“made up”","units":{"USD":[`,
    );
    const lines: string[] = [];
    for (let row = 0; row < rows / tags; row += 1) {
      const year = 2000 + (row % 25);
      const accn = `0000000001-${String(year % 100).padStart(2, '0')}-${String(row).padStart(6, '0')}`;
      lines.push(
        `{"start":"${year}-01-01","end":"${year}-12-31","val":${tag * 1_000_003 + row},"accn":"${accn}","fy":${year},` +
          `"fp":"FY","form":"10-K","filed":"${year + 1}-02-15","frame":"CY${year}"}`,
      );
    }
    writeSync(out, `${lines.join(',')}]}}`);
  }
  writeSync(out, '}}}');
  closeSync(out);
}
