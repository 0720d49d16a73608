import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunResults } from '@fm/results/read';
import { openWarehouse, pricesTable, tableContentHash } from '@fm/warehouse';
import { runFm } from './testing/run-fm.ts';

const patience = 120_000;
const root = mkdtempSync(join(tmpdir(), 'fm-older-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Written by `scripts/older-folders` with the program of the day: 9 stocks, 261 days, a run of RSI14 and ROC20. */
const releases = ['2026-11-24', '2026-11-26'];

describe.each(releases)('a data folder of the release of %s', (day) => {
  const home = join(root, day);
  beforeAll(() => {
    mkdirSync(home);
    execFileSync('tar', ['-xzf', join(import.meta.dirname, 'testing', 'older-folders', `${day}.tgz`), '-C', home]);
  });

  test(
    'opens, keeps every price and factor value, and its run can be read',
    async () => {
      const runs = JSON.parse(runFm(home, 'runs', '--format', 'json').stdout) as { id: string; status: string }[];
      expect(runs).toEqual([expect.objectContaining({ status: 'succeeded' })]);
      expect(runFm(home, 'results')).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(/JUDGED BY OLDER RULES[^]*RSI14 +5\.8%/),
      });
      const { summaries } = JSON.parse(runFm(home, 'results', '--format', 'json').stdout) as RunResults;
      const [head = '', ...lines] = runFm(home, 'export', 'factor-summaries').stdout.trim().split('\n');
      const at = (name: string) => head.split(',').indexOf(`"${name}"`);
      const exported = lines.map((line) => {
        const cells = line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
        return [cells[at('factor')], cells[at('side')], Number(cells[at('netPremium')])];
      });
      expect(exported).toEqual(
        summaries.map(({ factor, side, statistics }) => [`"${factor}"`, `"${side}"`, statistics['netPremium']]),
      );
      const warehouse = await openWarehouse({ home });
      const [counts] = await warehouse.query<{ prices: string; values: string; lists: string }>(
        `SELECT (SELECT toString(count()) FROM prices_latest) AS prices,
                (SELECT toString(count()) FROM factor_values) AS values,
                (SELECT toString(count()) FROM factor_value_series FINAL) AS lists`,
      );
      await warehouse.close();
      expect(counts).toEqual({ prices: '2349', values: '4392', lists: '18' });
    },
    patience,
  );

  test(
    'takes prices and runs as a current folder does',
    async () => {
      const before = await pricesOf(home);
      expect(runFm(home, 'mine', '--factors', 'ROC20', '--ranges', 'yearly')).toMatchObject({ status: 0 });
      expect(await pricesOf(home)).toBe(before);
    },
    patience,
  );
});

test(
  'a folder with which a later release worked is refused with a word and left as it is',
  async () => {
    const home = join(root, 'later');
    cpSync(join(root, '2026-11-26'), home, { recursive: true, verbatimSymlinks: true });
    const warehouse = await openWarehouse({ home });
    await warehouse.command("INSERT INTO schema_migrations SELECT 9999, 'later', 'ff', now64(3)");
    await warehouse.close();
    for (const args of [['runs'], ['mine', '--factors', 'ROC20']]) {
      const run = runFm(home, ...args);
      expect(run.status).toBe(1);
      expect(run.stderr).toMatch(/WAREHOUSE_NEWER: a later version of this program .* 9999[^]*Install that version/);
    }
  },
  patience,
);

async function pricesOf(home: string): Promise<string> {
  const warehouse = await openWarehouse({ home });
  try {
    return await tableContentHash(warehouse, pricesTable);
  } finally {
    await warehouse.close();
  }
}
