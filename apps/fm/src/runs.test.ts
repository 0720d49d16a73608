import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { RunOverview } from '@fm/mining';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { holdHomes } from './testing/hold-homes.ts';
import { runFm } from './testing/run-fm.ts';

const request = ['--factors', 'ROC20', '--ranges', '2020-03-02..2020-08-31'];
const patience = 300_000;

describe('runs on the command line', () => {
  const homes = { workflow: mkdtempSync(join(tmpdir(), 'fm-runs-')), plain: mkdtempSync(join(tmpdir(), 'fm-runs-')) };
  const runs = (home: string) => JSON.parse(runFm(home, 'runs', '--format', 'json').stdout) as RunOverview[];

  holdHomes(Object.values(homes), wavePrices(6, '2020-01-01', 193));

  test(
    'the workflow finds what plain mining finds, byte for byte, and shows its states',
    () => {
      const byWorkflow = runFm(homes.workflow, 'mine', '--workflow', ...request, '--format', 'csv');
      expect(byWorkflow).toMatchObject({ status: 0 });
      for (const state of ['Validate', 'Plan', 'Compute', 'Test', 'Summarise', 'Publish']) {
        expect(byWorkflow.stderr).toContain(`${state} done`);
      }
      const plain = runFm(homes.plain, 'mine', ...request, '--format', 'csv');
      expect(plain).toMatchObject({ status: 0 });
      expect(byWorkflow.stdout).toBe(plain.stdout);
      for (const table of ['factor-values', 'factor-returns', 'factor-summaries']) {
        const written = Object.values(homes).map((home) => {
          const file = join(home, `${table}.csv`);
          expect(runFm(home, 'export', table, '--output', file)).toMatchObject({ status: 0 });
          return readFileSync(file, 'utf8');
        });
        expect(written[0]).toBe(written[1]);
        expect(written[0]?.length).toBeGreaterThan(100);
      }
      expect(runs(homes.workflow)).toMatchObject([{ status: 'succeeded', runner: 'workflow' }]);
      expect(runs(homes.plain)).toMatchObject([{ status: 'succeeded', runner: 'local' }]);
    },
    patience,
  );

  test(
    'a wrong request is refused before a workflow starts; one that fails ends with exit status 1, and its notification is kept',
    () => {
      const wrong = runFm(homes.workflow, 'mine', '--workflow', '--factors', 'ALPHA', '--groups', '1');
      expect(wrong.status).toBe(2);
      expect(wrong.stderr).toMatch(/REFUSED_REQUEST: the request has 2 faults: .*"ALPHA".*groups "1"/);

      const bad = runFm(
        homes.workflow,
        'mine',
        '--workflow',
        '--factors',
        'ROC20',
        '--ranges',
        '2090-01-01..2090-12-31',
      );
      expect(bad.status).toBe(1);
      expect(bad.stderr).toContain('WORKFLOW_FAILED');
      expect(bad.stderr).toContain('2090-01-01..2090-12-31');
      expect(readFileSync(join(homes.workflow, 'workflow/notifications.jsonl'), 'utf8')).toContain('2090-01-01');
    },
    patience,
  );

  test(
    'a run is listed, shown with its stages, resumed and compared with another',
    () => {
      const [first] = runs(homes.plain);
      const shown = runFm(homes.plain, 'runs', 'show', first?.id.slice(0, 6) ?? '');
      expect(shown.stdout).toMatch(/compute +\d+ +/);
      expect(shown.stdout).toContain(`run ${first?.id}: succeeded`);
      expect(runFm(homes.plain, 'runs').stdout).toContain(first?.id);
      expect(runFm(homes.plain, 'mine', ...request, '--groups', '2')).toMatchObject({ status: 0 });
      const second = runs(homes.plain).find(({ id }) => id !== first?.id);
      const difference = runFm(homes.plain, 'runs', 'diff', first?.id ?? '', second?.id ?? '');
      expect(difference.stdout).toContain('groups: 3 -> 2');
      expect(difference.stdout).toMatch(/factor_value_series +\d+ +0 +0 +0 +none/);
      expect(difference.stdout).toMatch(/factor_returns +\d+ +[1-9]\d* +0 +0 +ROC20 2020-/);
      expect(difference.stdout).toMatch(/[1-9]\d* of \d+ numbers that both have differ/);
      const resumed = runFm(homes.plain, 'runs', 'resume', first?.id ?? '', '--format', 'json');
      expect(JSON.parse(resumed.stdout)).toMatchObject({ run: { id: first?.id, status: 'succeeded' } });
      expect(runFm(homes.plain, 'runs', 'show', 'nothing')).toMatchObject({ status: 2 });
    },
    patience,
  );
});
