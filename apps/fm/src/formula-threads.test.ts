import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { RunResults } from '@fm/results/read';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { holdHomes } from './testing/hold-homes.ts';
import { fmProgram } from './testing/run-fm.ts';

/** A node for each window and each sum: enough work for more than one thread. */
const windows = Array.from({ length: 60 }, (_, k) => `ts_rank(close, ${k + 2})`);
const heavy = `heavy = ${windows.slice(0, 30).join(' + ')} + (${windows.slice(30).join(' + ')})`;

/** Says on standard error when a thread begins. */
const announce = `process.on('worker', () => process.stderr.write('a thread has begun\\n'))`;

describe('the bundled program', () => {
  const homes = ['processors', 'lanes'].map((name) => mkdtempSync(join(tmpdir(), `fm-threads-${name}-`)));

  holdHomes(homes, wavePrices(60, '2012-01-02', 1500));

  /** The run, in a process that announces its threads. */
  function mined(home: string, jobs: number) {
    const args = ['mine', '--formula', heavy, '--factors', 'heavy', '--jobs', String(jobs), '--format', 'json'];
    const { status, stdout, stderr } = spawnSync(process.execPath, [fmProgram(), ...args], {
      encoding: 'utf8',
      env: {
        ...{ ...process.env, FM_HOME: home, CLICKHOUSE_URL: '' },
        NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(announce)}"`,
      },
      maxBuffer: 1 << 28,
    });
    if (status !== 0) throw new Error(stderr);
    const { run, summaries } = JSON.parse(stdout) as RunResults;
    return { stderr, threads: stderr.split('a thread has begun').length - 1, found: { id: run.id, summaries } };
  }

  test('evaluates a large formula on all processors, with the same numbers as on one', () => {
    const processors = mined(homes[0] as string, 1);
    expect(processors.stderr).not.toMatch(/evaluates formulas has ended/);
    expect(processors.threads).toBe(Math.min(8, availableParallelism()) - 1);
    const lanes = mined(homes[1] as string, 2);
    expect(lanes.threads).toBe(2);
    expect(lanes.found).toEqual(processors.found);
  }, 300_000);
});
