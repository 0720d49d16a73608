import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demonstrationTruth } from '@fm/demonstration';
import { listFactors } from '@fm/factors';
import type { FactorSummary } from '@fm/results';
import type { RunResults } from '@fm/results/read';
import { holdFolder } from '@fm/warehouse/testing';
import { fmProgram, runFm, type FmRun } from './testing/run-fm.ts';
import { truthLines } from './truth-view.ts';

describe('fm demo', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-demo-'));
  const truth = demonstrationTruth();
  let demo: FmRun;
  let again: FmRun;
  let results: RunResults;
  let holder: Awaited<ReturnType<typeof holdFolder>>;

  beforeAll(async () => {
    demo = runFm(home, 'demo', '--format', 'json');
    results = JSON.parse(demo.stdout) as RunResults;
    again = runFm(home, 'demo');
    holder = await holdFolder(home);
  }, 480_000);
  afterAll(async () => {
    await holder.end();
    rmSync(home, { recursive: true, force: true });
  });

  test('mines every factor of the catalogue over all years and each year', () => {
    expect(demo.status).toBe(0);
    const years = Number(truth.end.slice(0, 4)) - Number(truth.start.slice(0, 4)) + 1;
    expect(results.summaries).toHaveLength(listFactors().length * (years + 1));
  });

  test('finds the planted premia within their 95 % intervals', () => {
    const lines = truthLines(truth, results);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      expect(line.mined).toBeGreaterThan(line.low);
      expect(line.mined).toBeLessThan(line.high);
    }
  });

  test('finds the planted betas: at most 5 of 30 outside a 95 % interval, and all within twice its width', () => {
    const outside = truth.betas.TradingVolume.filter(({ symbol, value, low, high }) => {
      const beta = results.details.find(
        (row) =>
          row.factor === 'TradingVolume' && row.symbol === symbol && row.end === truth.end && row.start === truth.start,
      )?.beta as number;
      expect(Math.abs(beta - value)).toBeLessThan(high - low);
      return beta < low || beta > high;
    });
    expect(outside.length).toBeLessThanOrEqual(5);
  });

  test('says first what was left out, then which factors deserve belief, and that the planted truth was found', () => {
    const { stdout } = again;
    const at = (text: string): number => {
      expect(stdout).toContain(text);
      return stdout.indexOf(text);
    };
    const places = [
      'SYNTHETIC DATA',
      'trials',
      'left out by every factor',
      'verdict',
      'planted truth: 4 of 4 premia',
    ].map(at);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    for (const factor of Object.keys(truth.premia)) expect(stdout).toMatch(new RegExp(`believe +${factor} `));
    expect(stdout.split('\n').length).toBeLessThan(70);
    expect(runFm(home, 'results', '--every-range').stdout.split('\n').length).toBeGreaterThan(260);
  });

  test('reports one factor: coverage first, every number with what it is, and every reason with what it means', () => {
    const { stdout, stderr } = runFm(home, 'report', 'ROC20');
    expect(stderr).toMatch(/decay: (no sign that it earns less|stopped earning|earns less)/);
    expect(stdout).toMatch(/believe[\s\S]*left out[\s\S]*premium[\s\S]*rank IC[\s\S]*Shanken[\s\S]*closest factors/);
    const data = JSON.parse(runFm(home, 'report', 'PEG', '--format', 'json').stdout) as {
      summaries: FactorSummary[];
      relations: unknown[];
      eventStudies: unknown[];
      statistics: Record<string, unknown>;
      reasons: Record<string, string>;
    };
    expect(data.summaries).toHaveLength(10);
    expect(data.relations).toHaveLength(10 * 25);
    expect(data.eventStudies).toHaveLength(10 * 2 * 21);
    expect(Object.values(data.statistics)).not.toContain(null);
    expect(data.reasons['earnings_or_growth_not_positive']).toContain('means nothing');
    const csv = runFm(home, 'report', 'PEG', '--format', 'csv').stdout.trim().split('\n');
    expect(csv).toHaveLength(11);
    expect(csv[0]).toMatch(/^factor,.*spanningAlphaT.*sessionsWithReturn/);
  });

  test('is marked as synthetic in results, tables and exports', () => {
    expect(results.run.synthetic).toBe(true);
    expect(runFm(home, 'results').stdout).toMatch(/^SYNTHETIC DATA/);
    const [header, row] = runFm(home, 'export', 'factor-returns').stdout.split('\n');
    expect(header).toContain('"synthetic"');
    expect(row).toMatch(/,true$/);
    expect(runFm(home, 'results', '--format', 'csv').stdout.split('\n')[1]).toMatch(/,true$/);
  });

  test('changes nothing when it is run again', () => {
    expect(again.status).toBe(0);
    expect(JSON.parse(runFm(home, 'results', '--format', 'json').stdout)).toEqual(results);
  });

  test('leaves the universe `ingested` empty, and the refusal names the universe that is not', () => {
    const mined = runFm(home, 'mine', '--universe', 'ingested');
    expect(mined).toMatchObject({ status: 1, stdout: '' });
    expect(mined.stderr).toContain('--universe demonstration');
  });

  test('leaves results that are read later as they were printed', () => {
    const later = runFm(home, 'results', '--run', results.run.id, '--format', 'json');
    expect(JSON.parse(later.stdout)).toEqual(results);
  });

  test('leaves a folder in which other commands work while the dashboard is served', async () => {
    await holder.end();
    const serving = spawn(process.execPath, [fmProgram(), 'serve', '--port', '0'], {
      env: { ...process.env, FM_HOME: home, CLICKHOUSE_URL: '' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    try {
      const [line] = (await once(serving.stderr, 'data')) as [Buffer];
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(line.toString())?.[0] as string;
      expect((await fetch(`${address}/healthz`)).status).toBe(200);
      const mined = runFm(
        home,
        'mine',
        '--universe',
        'demonstration',
        '--factors',
        'ROC20',
        '--ranges',
        'quarterly',
        '--format',
        'json',
      );
      expect(mined.status).toBe(0);
      expect((JSON.parse(mined.stdout) as RunResults).summaries.length).toBeGreaterThan(30);
    } finally {
      serving.kill('SIGTERM');
      await once(serving, 'close');
    }
    expect(serving.exitCode).toBe(0);
  }, 180_000);

  test('splits a book over the industries by their names, whose limit it keeps', () => {
    const { status, stdout } = runFm(home, 'book', 'ROC20', '--attribution', '--max-sector', '40%', '--format', 'json');
    expect(status).toBe(0);
    const { attribution } = JSON.parse(stdout) as { attribution: { factors: { name: string }[] } };
    const industries = attribution.factors.map(({ name }) => name).filter((name) => name.startsWith('industry '));
    expect(industries).toEqual(['Food', 'Instruments', 'Textiles', 'none'].map((name) => `industry ${name}`));
  });

  test('leaves tables that are exported as Parquet', () => {
    const file = join(home, 'returns.parquet');
    const run = runFm(home, 'export', 'factor-returns', '--format', 'parquet', '--output', file);
    expect(run.status).toBe(0);
    expect(run.stderr).toMatch(/^wrote \d+ bytes/);
  });
});
