import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { LedgerTrial } from '@fm/results/ledger';
import type { RunResults } from '@fm/results/read';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { holdHomes } from './testing/hold-homes.ts';
import { runFm } from './testing/run-fm.ts';

const patience = 300_000;

describe('the ledger on the command line', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-trials-'));
  const mine = (...args: string[]): RunResults => {
    const run = runFm(home, 'mine', ...args, '--format', 'json');
    expect(run).toMatchObject({ status: 0 });
    return JSON.parse(run.stdout) as RunResults;
  };
  const trials = (...args: string[]): LedgerTrial[] =>
    (JSON.parse(runFm(home, 'trials', ...args, '--format', 'json').stdout) as { trials: LedgerTrial[] }).trials;
  const counts = (...args: string[]) =>
    trials(...args).map(({ family, factor, runs }) => [family, factor, runs] as const);

  holdHomes([home], wavePrices(6, '2020-01-01', 193));

  test(
    'holds a trial once over runs with other ranges and repetitions, and another for other settings',
    () => {
      expect(runFm(home, 'trials').stdout).toBe('nothing has been tried yet\n');
      const spring = ['--factors', 'ROC20,RSI14', '--ranges', '2020-03-02..2020-05-29'];
      mine(...spring);
      mine(...spring);
      mine('--factors', 'ROC20', '--ranges', '2020-03-02..2020-08-31');
      expect(counts()).toEqual(
        [
          ['warehouse', 'ROC20', 2],
          ['warehouse', 'RSI14', 1],
        ].sort((a, b) => String(a[1]).localeCompare(String(b[1]))),
      );
      expect(trials().find(({ factor }) => factor === 'ROC20')).toMatchObject({
        ...{ start: '2020-03-02', end: '2020-08-31', isFound: true },
      });
      mine('--factors', 'ROC20', '--ranges', '2020-03-02..2020-08-31', '--groups', '2');
      expect(counts()).toHaveLength(3);
    },
    patience,
  );

  test(
    'keeps the trials of a project apart, and what the ledger says of a run grows with its family',
    () => {
      const own = ['--project', 'momentum', '--factors', 'ROC20', '--ranges', '2020-03-02..2020-06-30'];
      const before = mine(...own);
      expect(counts('--project', 'momentum')).toEqual([['momentum', 'ROC20', 1]]);
      expect(before.summaries[0]?.statistics).toMatchObject({ ledgerTrials: 1 });
      mine(...own, '--weighting', 'equal', '--cost-basis-points', '20');
      expect(counts('--project', 'momentum')).toHaveLength(2);
      expect(mine(...own).summaries[0]?.statistics).toMatchObject({ ledgerTrials: 2 });
      expect(counts()).toHaveLength(5);
      expect(runFm(home, 'trials', '--project', 'momentum').stdout).toMatch(/^family[^]*momentum +ROC20/);
    },
    patience,
  );

  test(
    'keeps every trial of a run that is deleted',
    () => {
      const before = runFm(home, 'trials', '--format', 'csv').stdout;
      const { id } = mine('--factors', 'ROC20', '--ranges', '2020-03-02..2020-08-31', '--groups', '2').run;
      expect(runFm(home, 'runs', 'delete', id, '--yes')).toMatchObject({ status: 0 });
      expect(runFm(home, 'trials', '--format', 'csv').stdout).toBe(before);
      expect(before.trim().split('\n')).toHaveLength(1 + 5);
    },
    patience,
  );
});
