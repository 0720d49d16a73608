import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { RunResults } from '@fm/results/read';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { holdHomes } from './testing/hold-homes.ts';
import { runFm } from './testing/run-fm.ts';

const patience = 300_000;
const homes = ['mine', 'theirs'].map((name) => mkdtempSync(join(tmpdir(), `fm-kept-${name}-`)));
const [mine, theirs] = homes as [string, string];
const momentum = 'close / delay(close, 20) - 1';
const file = join(mine, 'shared.yaml');

function kept(home: string): { definition: { name: string; formula: string }; hash: string; author: string }[] {
  return JSON.parse(runFm(home, 'factors', 'list', '--format', 'json').stdout) as ReturnType<typeof kept>;
}

function mined(home: string, factors: string): Pick<RunResults, 'summaries'> & { id: string } {
  const { status, stdout, stderr } = runFm(home, 'mine', '--factors', factors, '--format', 'json');
  if (status !== 0) throw new Error(stderr);
  const { run, summaries } = JSON.parse(stdout) as RunResults;
  return { id: run.id, summaries };
}

describe('a formula that is kept as a factor', () => {
  holdHomes(homes, wavePrices(6, '2020-01-01', 193));

  test(
    'is listed with author and hash; a spelling of it is named as the same, and a name that is taken is refused',
    () => {
      expect(runFm(mine, 'factors', 'list').stderr).toContain('no formula is kept');
      const added = runFm(mine, 'factors', 'add', '--formula', `mom = ${momentum}`, '--author', 'Ada');
      expect(added).toMatchObject({ status: 0, stdout: expect.stringMatching(/^mom {2}[0-9a-f]{64}\n$/) });
      expect(kept(mine)).toEqual([
        expect.objectContaining({ author: 'Ada', definition: expect.objectContaining({ formula: momentum }) }),
      ]);
      const again = runFm(mine, 'factors', 'add', '--formula', 'also = -1 + close/delay(close,20.0)');
      expect(again).toMatchObject({ status: 0, stderr: expect.stringContaining('also is the same formula as mom') });
      for (const taken of ['mom = close', 'ROC20 = close']) {
        const refused = runFm(mine, 'factors', 'add', '--formula', taken);
        expect(refused.status).toBe(2);
        expect(refused.stderr).toMatch(/FACTOR_NAME_TAKEN|that of a factor of the catalogue/);
      }
      expect(runFm(mine, 'factors', 'add', '--formula', 'bad = dely(close, 3)')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('delay'),
      });
      expect(kept(mine).map(({ definition }) => definition.name)).toEqual(['also', 'mom']);
      expect(runFm(mine, 'factors', 'show', 'mom').stdout).toContain(momentum);
    },
    patience,
  );

  test(
    'is mined and reported by its name, and a colleague who adds the exported file gets the same hash and numbers',
    () => {
      const own = mined(mine, 'mom');
      expect(own.summaries.map(({ factor }) => factor)).toContain('mom');
      expect(runFm(mine, 'report', 'MOM')).toMatchObject({ status: 0, stdout: expect.stringContaining(momentum) });
      const exported = runFm(mine, 'factors', 'export', 'mom');
      writeFileSync(file, exported.stdout);
      expect(runFm(theirs, 'factors', 'add', '--formulas', file)).toMatchObject({ status: 0 });
      expect(kept(theirs).map(({ hash }) => hash)).toEqual(
        kept(mine)
          .filter(({ definition }) => definition.name === 'mom')
          .map(({ hash }) => hash),
      );
      expect(mined(theirs, 'mom')).toEqual(own);
    },
    patience,
  );

  test(
    'that is removed is mined no more by its name, and the run that used it stays',
    () => {
      expect(runFm(mine, 'factors', 'remove', 'mom')).toMatchObject({ status: 0 });
      expect(runFm(mine, 'mine', '--factors', 'mom')).toMatchObject({ status: 2 });
      expect(runFm(mine, 'report', 'mom')).toMatchObject({ status: 0 });
      expect(runFm(mine, 'factors', 'remove', 'alsoo')).toMatchObject({
        status: 2,
        stderr: expect.stringMatching(/FACTOR_NOT_KEPT.*also/),
      });
      expect(runFm(mine, 'factors', 'add', '--formula', 'mom = close')).toMatchObject({ status: 0 });
    },
    patience,
  );
});
