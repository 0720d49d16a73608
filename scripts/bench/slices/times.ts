import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listRunOverviews, readSlices } from '@fm/mining';
import { openWarehouse } from '@fm/warehouse';
import { costOf } from '../processes.ts';

/** A mined run: of the command from its start to the printed table, and of its slices from the first to the last. */
export interface MinedRun {
  readonly jobs: number;
  readonly slices: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMiB: number;
  readonly slicesSeconds: number;
}

/** The demonstration run at several numbers of jobs and cuts; times are of one sitting. */
export interface SliceTimes {
  readonly runs: readonly MinedRun[];
  /** How many times as fast two jobs are as one: the command, and its slices alone. */
  readonly twoJobs: { readonly command: number; readonly slices: number };
  /** Cores that the command with one job keeps busy: two over this is the most that two jobs on two cores can gain. */
  readonly coresOfOneJob: number;
  /** Processor time that each slice more costs, what it loads twice included. */
  readonly overheadMilliseconds: number;
}

const fm = fileURLToPath(new URL('../../../apps/fm/src/main.ts', import.meta.url));

/** Mines the demonstration with one job, with two, and with one in sixteen times as many slices to compute. */
export async function sliceTimes(): Promise<SliceTimes> {
  const home = mkdtempSync(join(tmpdir(), 'fm-bench-slices-'));
  try {
    const run = (...args: string[]) => costOf(process.execPath, [fm, ...args], { FM_HOME: home, CLICKHOUSE_URL: '' });
    await run('demo', '--format', 'json');
    const mine = async (costBasisPoints: number, ...args: string[]): Promise<MinedRun> => {
      // Other costs are another run of the same work.
      const asked = ['--universe', 'demonstration', '--cost-basis-points', String(costBasisPoints)];
      const { seconds, cpuSeconds, peakMiB } = await run('mine', '--format', 'json', ...asked, ...args);
      return { ...(await newestRun(home)), seconds, cpuSeconds, peakMiB };
    };
    const first = [await mine(11, '--jobs', '1'), await mine(12, '--jobs', '2')] as const;
    const second = [await mine(13, '--jobs', '1'), await mine(14, '--jobs', '2')] as const;
    const cut = await mine(15, '--jobs', '1', '--thread-no', '4', '--parallel-m', '4');
    const faster = (of: (run: MinedRun) => number): number =>
      Math.min(of(first[0]), of(second[0])) / Math.min(of(first[1]), of(second[1]));
    const whole = first[0].cpuSeconds < second[0].cpuSeconds ? first[0] : second[0];
    return {
      runs: [...first, ...second, cut],
      twoJobs: { command: faster(({ seconds }) => seconds), slices: faster(({ slicesSeconds }) => slicesSeconds) },
      coresOfOneJob: whole.cpuSeconds / whole.seconds,
      overheadMilliseconds: (1000 * (cut.cpuSeconds - whole.cpuSeconds)) / (cut.slices - whole.slices),
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function newestRun(home: string): Promise<Pick<MinedRun, 'jobs' | 'slices' | 'slicesSeconds'>> {
  const warehouse = await openWarehouse({ home }, {});
  try {
    const runs = await listRunOverviews(warehouse);
    const run = runs.reduce((newest, one) => (one.startedAt > newest.startedAt ? one : newest));
    const moments = (await readSlices(warehouse, run.id)).flatMap(({ startedAt, finishedAt }) =>
      [startedAt, finishedAt].map((moment) => Date.parse(`${String(moment).replace(' ', 'T')}Z`)),
    );
    const slicesSeconds = (Math.max(...moments) - Math.min(...moments)) / 1000;
    return { jobs: run.jobs, slices: run.slices, slicesSeconds };
  } finally {
    await warehouse.close();
  }
}
