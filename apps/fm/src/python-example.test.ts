import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openWarehouse, pricesTable } from '@fm/warehouse';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { runFm } from './testing/run-fm.ts';

const python = process.env['FM_PYTHON'] ?? 'python3';
const hasPandas = spawnSync(python, ['-c', 'import pandas']).status === 0;
const withPandas = hasPandas ? describe : describe.skip;
const page = readFileSync(new URL('../../../examples/python.md', import.meta.url), 'utf8');

/** Blocks of the page in a language. */
function blocksOf(language: string): string[] {
  return [...page.matchAll(/```(\w+)\n(.*?)```/gs)]
    .filter(([, name]) => name === language)
    .map(([, , code = '']) => code);
}

withPandas(`examples/python.md${hasPandas ? '' : ' (skipped: no pandas; apt-get install python3-pandas)'}`, () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-python-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  beforeAll(async () => {
    const warehouse = await openWarehouse({ home });
    await warehouse.insert(pricesTable, wavePrices(6, '2020-01-01', 193));
    await warehouse.close();
    const mined = runFm(home, 'mine', '--factors', 'ROC20,RSI14', '--ranges', '2020-04-01..2020-06-30');
    expect(mined).toMatchObject({ status: 0 });
  }, 120_000);

  test('is true: its commands write the files that its Python reads', () => {
    const commands = blocksOf('sh').flatMap((block) => block.trim().split('\n'));
    expect(commands.length).toBeGreaterThan(3);
    for (const command of commands) {
      const [program, ...args] = command.split(' ');
      expect(program).toBe('fm');
      const inHome = args.map((word) => (word.endsWith('.csv') ? join(home, word) : word));
      expect(runFm(home, ...inHome)).toMatchObject({ status: 0 });
    }
    const blocks = blocksOf('python');
    expect(blocks).toHaveLength(4);
    const checks = `assert len(premia) == 2 and len(daily) > 50 and len(betas) == 6\nassert abs(annual["ROC20"] - premia["premium"]["ROC20"].iloc[0]) < 1e-9`;
    const run = spawnSync(python, ['-c', [...blocks, checks].join('\n')], { cwd: home, encoding: 'utf8' });
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toContain('ROC20');
  }, 120_000);
});
