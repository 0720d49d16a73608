import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { tableOf } from './output.ts';
import { fmProgram, runFm } from './testing/run-fm.ts';

const folder = mkdtempSync(join(tmpdir(), 'fm-output-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a cell of a table never holds what a terminal would obey', () => {
  const table = tableOf([{ name: 'a\u001b[2J\nb' }], [{ heading: 'name', cell: (row) => row.name }]);
  expect(table.split('\n').slice(1)).toEqual(['a\\x1b[2J\\nb']);
});

test('a table that was cut to the line says what was cut and left out, and how to see all', () => {
  const row = { name: 'ROC20', count: 12, reasons: 'no price 0.2%, not listed 3.6%, warm-up 0.6%' };
  const columns = [
    { heading: 'name', cell: () => row.name },
    { heading: 'count', cell: () => row.count, extra: true },
    { heading: 'reasons', cell: () => row.reasons },
  ];
  const lastLine = (width: number) => tableOf([row], columns, width).split('\n').slice(2).join();
  expect(lastLine(40)).toBe('(cut to fit: reasons; --wide shows all)');
  expect(lastLine(20)).toBe('(cut to fit: reasons; left out to fit: count; --wide shows all)');
  expect(lastLine(80)).toBe('');
});

test('a file whose name would be obeyed by a terminal is named without that', () => {
  const file = join(folder, 'x\u001b[2J\u0007.csv');
  writeFileSync(file, 'nonsense');
  const run = runFm(join(folder, 'home'), 'ingest', 'prices', file);
  expect(run.status).toBe(1);
  expect(run.stderr).toContain('x\\x1b[2J\\x07.csv');
  expect(run.stderr).not.toMatch(/[\u0007\u001b]/);
});

(existsSync('/dev/full') ? test : test.skip)('a full standard output is called that, without a stack', () => {
  const run = spawnSync('/bin/sh', ['-c', `"${process.execPath}" "${fmProgram()}" factors > /dev/full`], {
    encoding: 'utf8',
    env: { ...process.env, FM_HOME: join(folder, 'home'), CLICKHOUSE_URL: '' },
  });
  expect(run.status).toBe(1);
  expect(run.stderr).toMatch(/^OUTPUT_FAILED: the disk that standard output goes to is full\n {2}remedy: .*\n$/);
});
