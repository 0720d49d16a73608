import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunResults } from '@fm/results/read';
import { openWarehouse, pricesTable } from '@fm/warehouse';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { runFm } from './testing/run-fm.ts';

const patience = 300_000;

describe('a combination of factors', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-combine-'));
  const fm = (...args: string[]) => runFm(home, ...args);
  const mined = (...args: string[]): RunResults => {
    const { status, stdout, stderr } = fm('mine', ...args, '--format', 'json');
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as RunResults;
  };
  const trials = (): { factor: string; definition: string }[] =>
    (JSON.parse(fm('trials', '--format', 'json').stdout) as { trials: { factor: string; definition: string }[] })
      .trials;

  beforeAll(async () => {
    const warehouse = await openWarehouse({ home });
    await warehouse.insert(pricesTable, wavePrices(8, '2020-01-01', 400));
    await warehouse.close();
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  test(
    'is kept with the formulas of its parts, listed, exported and read by a colleague as the same',
    () => {
      fm('factors', 'add', '--formula', 'mom = close / delay(close, 20) - 1');
      const made = fm('combine', 'blend', '--factors', '+RSI14,-mom,TradingVolume', '--method', 'ic', '--horizon', '5');
      expect(made).toMatchObject({ status: 0, stdout: expect.stringMatching(/^blend {2}[0-9a-f]{64}\n$/) });
      expect(made.stderr).toContain('combine(ic, RSI14, -mom, ');
      // Another name and order is the same combination.
      const again = fm('combine', 'also', '--factors=-mom,+RSI14,TradingVolume', '--method', 'ic', '--horizon', '5');
      expect(again.stderr).toContain('also is the same combination as blend');
      expect(again.stdout.split(/\s+/)[1]).toBe(made.stdout.split(/\s+/)[1]);
      const file = join(home, 'blend.yaml');
      writeFileSync(file, fm('factors', 'export', 'blend').stdout.replace('name: blend', 'name: theirs'));
      expect(fm('factors', 'add', '--formulas', file)).toMatchObject({
        status: 0,
        stderr: expect.stringContaining('theirs is the same formula as also, blend'),
      });
      expect(fm('factors', 'list').stdout).toContain('combine(ic, RSI14, -mom');
    },
    patience,
  );

  test(
    'is mined from what the run carries, held as a book, counted once beside its parts, and does not see the future',
    () => {
      const before = trials().length;
      const run = mined('--factors', 'blend,mom,RSI14', '--ranges', 'yearly');
      expect(run.summaries.some(({ factor, premium }) => factor === 'blend' && premium !== null)).toBe(true);
      expect(trials().filter(({ factor }) => factor === 'blend')).toHaveLength(1);
      expect(trials().length).toBe(before + 3);
      // Removed from the list, the run still knows it, and the same combination under another name is not a new trial.
      fm('factors', 'remove', 'mom');
      fm('factors', 'remove', 'blend');
      expect(fm('runs', 'resume', run.run.id)).toMatchObject({ status: 0 });
      expect(fm('book', 'blend', '--run', run.run.id, '--quantile', '40%')).toMatchObject({ status: 0 });
      mined('--factors', 'also', '--ranges', 'yearly');
      expect(new Set(trials().map(({ definition }) => definition)).size).toBe(3);
      const verified = fm('verify', 'also,theirs', '--days', '2', '--format', 'json');
      expect(verified).toMatchObject({ status: 0 });
      expect(JSON.parse(verified.stdout)).toEqual([
        expect.objectContaining({ factor: 'also', violations: [] }),
        expect.objectContaining({ factor: 'theirs', violations: [] }),
      ]);
      const values = fm('export', 'factor-values', '--run', run.run.id);
      expect(values).toMatchObject({ status: 0, stdout: expect.stringContaining('blend') });
    },
    patience,
  );

  test('names every unknown part, and portfolios among them, with status 2', () => {
    const unknown = fm('combine', 'x', '--factors', 'RSI14,nothing,ROC2O');
    expect(unknown).toMatchObject({ status: 2, stdout: '' });
    expect(unknown.stderr).toMatch(/nothing[\s\S]*ROC2O[\s\S]*did you mean ROC20/);
    expect(fm('combine', 'x', '--factors', 'RSI14,SMB').stderr).toContain('SMB is the return of a portfolio');
    expect(fm('combine', 'x', '--factors', 'RSI14').stderr).toContain('at least two factors');
    expect(fm('combine', 'x', '--factors', 'RSI14,ROC20', '--method', 'best').status).toBe(2);
  });
});
