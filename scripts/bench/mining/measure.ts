import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listFactors } from '@fm/factors';
import { costOf } from '../processes.ts';
import { overlappingRanges } from './ranges.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Size of a run. */
export interface Size {
  readonly factors: number;
  readonly stocks: number;
  readonly days: number;
  readonly ranges: number;
  /** Sessions of each range. */
  readonly length: number;
}

/** A run of a size and what it took. */
export interface Measured extends Size {
  readonly seconds: number;
  /** User and system time of all threads: what to compare on a machine that has other work to do. */
  readonly cpuSeconds: number;
  readonly peakMiB: number;
}

/** Works on a generated and ingested market, which another process wrote, so that it is neither timed nor in memory. */
export async function withMarket<T>(stocks: number, days: number, work: (home: string) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'fm-bench-mining-'));
  try {
    const writer = join(root, 'scripts/bench/mining/write-market.ts');
    await costOf(process.execPath, [writer, home, String(stocks), String(days)], {});
    return await work(home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** How a measured run is made. */
export interface Measuring {
  /** Slices at once. @default as many as the command itself chooses */
  readonly jobs?: number;
  /** Other costs are another run of the same work. */
  readonly costBasisPoints?: number;
}

/** `fm mine` as a process of its own, from the start of Node to the printed table, over the embedded engine. */
export async function measureMine(
  home: string,
  size: Size,
  { jobs, costBasisPoints }: Measuring = {},
): Promise<Measured> {
  const names = listFactors().map(({ name }) => name);
  const factors = names.slice(0, size.factors).join();
  const ranges = overlappingRanges(size.days, size.ranges, size.length);
  const fm = join(root, 'apps/fm/src/main.ts');
  const request = ['mine', '--factors', factors, '--ranges', ranges, '--weighting', 'cap'];
  if (jobs !== undefined) request.push('--jobs', String(jobs));
  if (costBasisPoints !== undefined) request.push('--cost-basis-points', String(costBasisPoints));
  const { seconds, cpuSeconds, peakMiB } = await costOf(process.execPath, [fm, ...request], {
    FM_HOME: home,
    CLICKHOUSE_URL: '',
  });
  return { ...size, seconds, cpuSeconds, peakMiB };
}
