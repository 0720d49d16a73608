import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openWarehouse, pricesTable } from '@fm/warehouse';
import { holdFolder } from '@fm/warehouse/testing';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { fmProgram, runFm } from './testing/run-fm.ts';

const python = process.env['FM_PYTHON'] ?? 'python3';
const hasPandas = spawnSync(python, ['-c', 'import pandas']).status === 0;
const withPandas = hasPandas ? describe : describe.skip;
const notebook = fileURLToPath(new URL('../../../examples/notebook.ipynb', import.meta.url));

/** Executes the code cells of a notebook in one program, in their order, and checks what they made. */
const program = `
import json, sys
cells = [cell for cell in json.load(open(sys.argv[1]))["cells"] if cell["cell_type"] == "code"]
assert len(cells) == 7
space = {}
for cell in cells:
    exec(compile("".join(cell["source"]), "cell", "exec"), space)
assert sorted(space["summaries"]["factor"]) == ["ROC20", "RSI14"]
assert space["prices"].shape == (193, 6)
assert list(space["returns"].columns) == ["ROC20", "RSI14"] and len(space["returns"]) > 50
assert space["factor"].index.names == ["date", "asset"] and len(space["factor"]) > 300
assert space["back"].iloc[0].tolist() == [(193 - 5) * 6, 6]
`;

withPandas(`examples/notebook.ipynb${hasPandas ? '' : ' (skipped: no pandas; apt-get install python3-pandas)'}`, () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-notebook-'));
  let holder: Awaited<ReturnType<typeof holdFolder>> | undefined;
  afterAll(async () => {
    await holder?.end();
    rmSync(home, { recursive: true, force: true });
  });

  beforeAll(async () => {
    const warehouse = await openWarehouse({ home });
    await warehouse.insert(pricesTable, wavePrices(6, '2020-01-01', 193));
    await warehouse.close();
    const mined = runFm(home, 'mine', '--factors', 'ROC20,RSI14', '--ranges', '2020-04-01..2020-06-30');
    expect(mined).toMatchObject({ status: 0 });
    holder = await holdFolder(home);
  }, 240_000);

  test('runs from its first cell to its last over the door of a process that holds the folder', () => {
    const run = spawnSync(python, ['-W', 'error::FutureWarning', '-c', program, notebook], {
      cwd: home,
      encoding: 'utf8',
      env: { ...process.env, FM_HOME: home, CLICKHOUSE_URL: '', FM_COMMAND: `${process.execPath} ${fmProgram()}` },
    });
    expect([run.status, run.status === 0 ? '' : run.stderr]).toEqual([0, '']);
    expect(statSync(join(home, 'returns.parquet')).size).toBeGreaterThan(1000);
  }, 240_000);
});
