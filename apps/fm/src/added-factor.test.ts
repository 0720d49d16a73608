import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunResults } from '@fm/results/read';
import { copyWorkspace, writePrices } from './testing/copied-workspace.ts';

const factorFile = `import { lagged, rateOfChange } from '@fm/factor-math';
import { defineFactor } from '../definition.ts';

export default defineFactor({
  name: 'Momentum60',
  aliases: ['MOM'],
  type: 'technical',
  expectedSign: 1,
  inputs: ['adjClose'],
  lookBack: 65,
  warmUp: 65,
  unit: 'fraction',
  description: 'Rate of change over 60 sessions, five sessions ago.',
  source: 'Jegadeesh and Titman (1993), Returns to Buying Winners and Selling Losers, Journal of Finance 48(1)',
  revision: 1,
  compute: ({ panel }) => lagged(rateOfChange(panel('adjClose'), 60), 5),
});
`;

/** A factor that looks ahead, added in the same way. */
const cheatFile = `${factorFile
  .replace(/^import .*factor-math';\n/, '')
  .replaceAll('Momentum60', 'Ahead')
  .replace("['MOM']", '[]')
  .replace(/compute: .*\n/, "compute: ({ panel }) => ahead(panel('adjClose')),\n")}
function ahead(prices: { days: number; stocks: number; values: Float64Array }) {
  const values = new Float64Array(prices.values.length).fill(NaN);
  values.set(prices.values.subarray(prices.stocks));
  return { ...prices, values };
}
`;

describe('a user adds a factor by adding one file', () => {
  const copy = mkdtempSync(join(tmpdir(), 'fm-added-'));
  const fm = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(copy, 'apps/fm/src/main.ts'), ...args], {
      encoding: 'utf8',
      env: { ...process.env, FM_HOME: join(copy, 'home'), CLICKHOUSE_URL: '' },
      maxBuffer: 1 << 26,
    });
    return { status, stdout, stderr };
  };

  beforeAll(() => {
    copyWorkspace(copy);
    const catalogue = join(copy, 'libs/factors/src/catalogue');
    writeFileSync(join(catalogue, 'momentum-60.ts'), factorFile);
    writeFileSync(join(catalogue, 'ahead.ts'), cheatFile);
    writePrices(join(copy, 'prices'));
    const ingested = fm('ingest', 'prices', join(copy, 'prices'));
    if (ingested.status !== 0) throw new Error(ingested.stderr);
  }, 240_000);
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test('it is listed, and found by its alias', () => {
    expect(fm('factors').stdout).toMatch(/^Momentum60 +technical/m);
    expect(fm('factors', 'show', 'mom').stdout).toContain('Jegadeesh and Titman (1993)');
  });

  test('it is mined with all others, with a reason for what it lacks', () => {
    const mined = fm('mine', '--factors', 'MOM,ROC20', '--ranges', '2020-01-01..2020-12-31', '--format', 'json');
    expect(mined.stderr).not.toMatch(/UNEXPECTED|remedy/);
    const { summaries } = JSON.parse(mined.stdout) as RunResults;
    const own = summaries.find(({ factor }) => factor === 'Momentum60');
    expect(own?.coverage.drops).toContainEqual({ reason: 'warm_up', unit: 'stock-sessions', count: 6 * 65 });
    expect(own?.premium).toEqual(expect.any(Number));
    expect(fm('report', 'Momentum60').stdout).toContain('five sessions ago');
  });

  test('when its formula is edited, the old numbers are not shown again', () => {
    const mine = () => fm('mine', '--factors', 'MOM', '--ranges', '2020-01-01..2020-12-31', '--format', 'json');
    const premium = ({ stdout }: { stdout: string }) => (JSON.parse(stdout) as RunResults).summaries[0]?.premium;
    const before = mine();
    const file = join(copy, 'libs/factors/src/catalogue/momentum-60.ts');
    writeFileSync(file, factorFile.replace("(panel('adjClose'), 60)", "(panel('adjClose'), 20)"));
    const edited = mine();
    expect(premium(edited)).not.toBe(premium(before));
    writeFileSync(file, factorFile);
    expect(premium(mine())).toBe(premium(before));
  });

  test('it is verified as all others, and one that looks ahead is named with the day and the stock', () => {
    const verified = fm('verify', 'Momentum60,Ahead', '--format', 'json');
    expect(verified.status).toBe(1);
    expect(verified.stderr).toMatch(/^Ahead breaks "future": what is known after 2020-.* changes S\d on 2020-/m);
    expect(verified.stderr).not.toContain('Momentum60');
  });
});
