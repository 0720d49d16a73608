import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunResults } from '@fm/results/read';
import { openWarehouse } from '@fm/warehouse';
import { percent } from './output.ts';
import { copyWorkspace, writePrices } from './testing/copied-workspace.ts';

const entry = `  worstSession: {
    ...{ section: 'premium', label: 'return of the worst session', unit: 'fraction', estimator: 'smallest of all' },
    of: ({ returns }) => returns.reduce((least, value) => Math.min(least, value), Infinity),
  },
`;

describe('a developer adds a number of summaries by one entry', () => {
  const copy = mkdtempSync(join(tmpdir(), 'fm-number-'));
  const home = join(copy, 'home');
  const program = join(copy, 'apps/fm/src/main.ts');
  const env = { ...process.env, FM_HOME: home, CLICKHOUSE_URL: '' };
  const fm = (...args: string[]): string => {
    const options = { encoding: 'utf8', env, maxBuffer: 1 << 26 } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], options);
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };
  let number: number | null | undefined;

  beforeAll(() => {
    copyWorkspace(copy);
    const table = join(copy, 'libs/results/src/evidence/numbers/return-numbers.ts');
    const text = readFileSync(table, 'utf8');
    const end = text.lastIndexOf('};');
    writeFileSync(table, `${text.slice(0, end)}${entry}${text.slice(end)}`);
    writePrices(join(copy, 'prices'));
    fm('ingest', 'prices', join(copy, 'prices'));
    const mined = fm('mine', '--factors', 'ROC20', '--ranges', '2020-03-02..2020-12-31', '--format', 'json');
    number = (JSON.parse(mined) as RunResults).summaries[0]?.statistics['worstSession'];
  }, 240_000);
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test('the warehouse stores it, and it is what the entry says', async () => {
    const warehouse = await openWarehouse({ home });
    const stored = await warehouse.query(
      `SELECT JSONExtractFloat(statistics, 'worstSession') AS stored,
              (SELECT min(factor_return) FROM factor_returns FINAL WHERE date BETWEEN start AND end) AS worst
       FROM factor_summaries FINAL`,
    );
    await warehouse.close();
    expect(stored).toEqual([{ stored: number, worst: number }]);
  });

  test('the report shows it with its unit and estimator', () => {
    const line = new RegExp(`return of the worst session +${percent(number ?? NaN, 2)} +smallest of all`);
    expect(fm('report', 'ROC20')).toMatch(line);
    expect(numbersIn(fm('report', 'ROC20', '--format', 'csv'), 'worstSession')).toEqual([number]);
  });

  test('the export has a column of it', () => {
    expect(numbersIn(fm('export', 'factor-summaries'), 'worstSession')).toEqual([number]);
  });

  test('the API describes and returns it, and the page knows its label', async () => {
    const child = spawn(process.execPath, [program, 'serve', '--port', '0'], { env });
    try {
      const address = await addressOf(child);
      const text = async (path: string): Promise<string> => (await fetch(`${address}${path}`)).text();
      expect(await text('/api/v1/openapi.json')).toContain('return of the worst session, fraction; smallest of all');
      expect(JSON.parse(await text('/api/v1/summaries'))).toMatchObject({
        rows: [{ statistics: { worstSession: number } }],
      });
      const page = await text('/factors/ROC20');
      const scripts = await Promise.all([...page.matchAll(/src="(\/[^"]+\.js)"/g)].map(([, path]) => text(path ?? '')));
      expect(scripts.join('')).toContain('return of the worst session');
    } finally {
      child.kill('SIGTERM');
      await once(child, 'close');
    }
  }, 120_000);
});

/** Address that a server reports once it listens. */
async function addressOf({ stderr }: ChildProcessWithoutNullStreams): Promise<string> {
  let said = '';
  for (;;) {
    const [bytes] = (await once(stderr, 'data')) as [Buffer];
    said += bytes.toString();
    const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
    if (address !== undefined) return address;
  }
}

/** The numbers of a column of a CSV without quotes; empty cells are left out. */
function numbersIn(csv: string, heading: string): number[] {
  const [head = [], ...rows] = csv
    .trim()
    .split('\n')
    .map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')));
  const place = head.indexOf(heading);
  return rows.flatMap((cells) => (cells[place] ? [Number(cells[place])] : []));
}
