import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { RunResults } from '@fm/results/read';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { holdHomes } from './testing/hold-homes.ts';
import { runFm } from './testing/run-fm.ts';

const holdout = '2020-07-01..2020-09-25';
const request = ['--factors', 'ROC20', '--ranges', 'yearly', '--holdout', holdout];
const patience = 300_000;

describe('a hold-out on the command line', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-holdout-'));
  const results = (...args: string[]) => JSON.parse(runFm(home, ...args, '--format', 'json').stdout) as RunResults;

  holdHomes([home], wavePrices(6, '2020-01-01', 193));

  test(
    'is sealed beside the verdict until `fm holdout` opens it, and shown with the day from then on',
    () => {
      const mined = runFm(home, 'mine', ...request);
      expect(mined).toMatchObject({ status: 0 });
      expect(mined.stdout).toContain('sample: 2020-01-01 to 2020-06-30');
      const sealed = results('results');
      const { id } = sealed.run;
      expect(sealed.openings).toEqual([]);
      expect(mined.stdout).toContain(`hold-out: ${holdout}, sealed; \`fm holdout ${id}\` opens it and records the day`);
      expect(mined.stdout).not.toContain('in the hold-out');

      const days = new Set([today()]);
      const opened = runFm(home, 'holdout', id.slice(0, 6));
      days.add(today());
      expect(opened).toMatchObject({ status: 0 });
      expect(opened.stdout).toContain(`run ${id}: succeeded`);
      expect(opened.stdout).toContain('in the hold-out');
      expect(runFm(home, 'results').stdout).toBe(opened.stdout);

      const after = results('results');
      expect(after.run.id).toBe(id);
      expect(after.openings).toMatchObject([{ complete: true }]);
      const openedOn = after.openings[0]?.openedOn as string;
      expect([...days]).toContain(openedOn);
      expect(opened.stdout).toContain(`hold-out: ${holdout}, opened on ${openedOn}\n`);
      expect(after.summaries.filter(({ role }) => role !== 'holdout')).toEqual(sealed.summaries);
      expect(after.summaries.filter(({ role }) => role === 'holdout')).toMatchObject([
        { factor: 'ROC20', start: '2020-07-01', end: '2020-09-25' },
      ]);
    },
    patience,
  );

  test(
    'by the workflow is held out too',
    () => {
      const byWorkflow = runFm(home, 'mine', '--workflow', ...request, '--groups', '2', '--format', 'json');
      expect(byWorkflow).toMatchObject({ status: 0 });
      const { run, openings, summaries } = JSON.parse(byWorkflow.stdout) as RunResults;
      expect(run.request).toMatchObject({ holdout });
      expect(openings).toEqual([]);
      expect(summaries.every(({ end }) => end < '2020-07-01')).toBe(true);
    },
    patience,
  );

  test(
    'that cannot be read, or that a run does not have, is wrong use',
    () => {
      const wrong = runFm(home, 'mine', '--holdout', '2020-07-01');
      expect(wrong.status).toBe(2);
      expect(wrong.stderr).toContain('the hold-out "2020-07-01" is not FROM..TO with two dates in order');
      const { id } = results('mine', '--factors', 'ROC20', '--ranges', '2020-01-01..2020-06-30').run;
      const none = runFm(home, 'holdout', id);
      expect(none.status).toBe(2);
      expect(none.stderr).toContain(`the run ${id} has no hold-out`);
    },
    patience,
  );
});

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
