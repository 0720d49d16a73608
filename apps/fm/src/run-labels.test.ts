import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { RunOverview } from '@fm/mining';
import type { RunRecord, RunResults } from '@fm/results/read';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { holdHomes } from './testing/hold-homes.ts';
import { runFm } from './testing/run-fm.ts';

const ranges = ['--ranges', '2020-03-02..2020-08-31'];
const patience = 300_000;

describe('what is said of runs on the command line', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-run-labels-'));
  const fm = (...args: string[]) => runFm(home, ...args);
  const data = <Data>(...args: string[]) => JSON.parse(fm(...args, '--format', 'json').stdout) as Data;
  const shown = () => data<RunResults>('results').run;
  let [older, newer] = ['', ''];

  holdHomes([home], wavePrices(6, '2020-01-01', 193));
  beforeAll(() => {
    const mine = (...args: string[]) => data<RunResults>('mine', ...ranges, ...args).run.id;
    older = mine('--factors', 'ROC20', '--name', 'first try', '--note', 'no costs');
    newer = mine('--factors', 'RSI14', '--holdout', '2020-09-01..2020-09-25');
  }, patience);

  test(
    'a run is mined under a name and a note, which are edited later and are not part of its identity',
    () => {
      expect(data<RunResults>('results', '--run', older).run).toMatchObject({ name: 'first try', note: 'no costs' });
      const again = data<RunResults>('mine', ...ranges, '--factors', 'ROC20', '--name', 'second try').run;
      expect(again).toMatchObject({ id: older, name: 'second try', note: 'no costs' });
      expect(fm('runs', 'note', older.slice(0, 8), 'costs of 2020')).toMatchObject({ status: 0 });
      const listed = fm('runs').stdout;
      expect(listed).toMatch(new RegExp(`${older} +second try +succeeded .* ROC20 +2020-03-02..2020-08-31 +ingested`));
      expect(listed).toMatch(/RSI14 .* 2020-09-01..2020-09-25 sealed/);
      expect(fm('results', '--list').stdout).toMatch(new RegExp(`${older} +second try +succeeded .* ROC20 `));
      expect(fm('runs', 'show', older).stdout).toMatch(/"second try": succeeded[^]*note: costs of 2020/);
      expect(fm('results', '--run', older).stdout).toContain(`run ${older} "second try": succeeded`);
      const refused = fm('runs', 'name', older, 'two\nlines');
      expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('REFUSED_LABEL') });
    },
    patience,
  );

  test(
    'the pinned run is shown by every command if no run is named, and a newer one is named in a line',
    () => {
      expect(shown().id).toBe(newer);
      expect(fm('runs', 'pin', older.slice(0, 8))).toMatchObject({ status: 0 });
      const line = `the pinned run ${older} "second try" is shown; the newest is ${newer}`;
      for (const args of [
        ['results'],
        ['report', 'ROC20'],
        ['export', 'factor-returns'],
        ['factors', 'show', 'ROC20'],
      ]) {
        const run = fm(...args);
        expect([args, run.status]).toEqual([args, 0]);
        expect(run.stderr.split('\n').filter((one) => one.includes(line))).toHaveLength(1);
      }
      expect(shown()).toMatchObject({ id: older, pinned: true, newer });
      expect(fm('results', '--run', newer).stderr).not.toContain('pinned');
      expect(fm('runs', 'unpin', older)).toMatchObject({ status: 0 });
      expect(shown()).toMatchObject({ id: newer, pinned: false });
    },
    patience,
  );

  test(
    'an archived run is left out of lists unless all are asked for, and of what is shown',
    () => {
      expect(fm('runs', 'archive', newer)).toMatchObject({ status: 0 });
      expect(data<RunOverview[]>('runs').map(({ id }) => id)).toEqual([older]);
      expect(data<RunRecord[]>('results', '--list').map(({ id }) => id)).toEqual([older]);
      expect(fm('runs').stderr).toContain('1 archived run is left out; --all lists them too');
      expect(data<RunOverview[]>('runs', '--all').map(({ id }) => id)).toEqual([newer, older]);
      expect(fm('runs', '--all').stdout).toContain('archived');
      expect(shown().id).toBe(older);
      expect(fm('runs', 'restore', newer)).toMatchObject({ status: 0 });
      expect(shown().id).toBe(newer);
    },
    patience,
  );

  test(
    'a hold-out that was looked at is listed with the day',
    () => {
      expect(fm('holdout', newer)).toMatchObject({ status: 0 });
      expect(fm('runs').stdout).toMatch(/RSI14 .* 2020-09-01..2020-09-25 opened \d{4}-\d\d-\d\d/);
      expect(fm('results', '--list').stdout).toMatch(/RSI14 .* 2020-09-01..2020-09-25 opened \d{4}-\d\d-\d\d/);
    },
    patience,
  );

  test(
    'a run is deleted only with --yes, after what goes was named; its trials stay in the ledger',
    () => {
      const trials = fm('trials', '--format', 'csv').stdout;
      const asked = fm('runs', 'delete', older);
      expect(asked.status).toBe(2);
      expect(asked.stdout).toMatch(/"second try" of .*: 1 factor, ranges 2020/);
      expect(asked.stdout).toMatch(/goes: 1 row of runs, .*row of factor_summaries/);
      expect(asked.stdout).toContain('stays: 1 trial in the ledger');
      expect(asked.stderr).toContain('Nothing was deleted: give --yes');
      expect(data<RunOverview[]>('runs', '--all').map(({ id }) => id)).toContain(older);

      const deleted = fm('runs', 'delete', older, '--yes');
      expect(deleted).toMatchObject({ status: 0, stdout: expect.stringContaining(`deleted run ${older}`) });
      expect(data<RunOverview[]>('runs', '--all').map(({ id }) => id)).not.toContain(older);
      expect(fm('results', '--run', older)).toMatchObject({ status: 2 });
      expect(fm('trials', '--format', 'csv').stdout).toBe(trials);

      const again = data<RunResults>('mine', ...ranges, '--factors', 'ROC20').run;
      expect(again).toMatchObject({ id: older, status: 'succeeded', name: '', note: '' });
      expect(fm('trials', '--format', 'csv').stdout).toBe(trials);
    },
    patience,
  );
});
