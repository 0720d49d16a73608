import { test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const beside = fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const folder = process.env['FM_REAL_DATA'] ?? beside;

function hasProgram(name: string): boolean {
  return (process.env['PATH'] ?? '').split(':').some((place) => existsSync(join(place, name)));
}

/** `test` where the file is there (and bzip2, for a compressed one); else the test is reported as skipped, by name. */
export function testWith(path: string): typeof test | typeof test.skip {
  const readable = existsSync(join(folder, path)) && (!path.endsWith('.bz2') || hasProgram('bzip2'));
  return readable ? test : test.skip;
}

/** Text of a file of the real data. */
export function readReal(path: string): string {
  const file = join(folder, path);
  return path.endsWith('.bz2')
    ? execFileSync('bzip2', ['-dc', file], { encoding: 'utf8', maxBuffer: 2 ** 26 })
    : readFileSync(file, 'utf8');
}

/** Columns of a comma-separated file with a header; what is not a number is NaN. */
export function readColumns(path: string): (name: string) => Float64Array {
  const [header, ...rows] = readReal(path)
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')));
  return (name) => {
    const at = header.indexOf(name);
    if (at < 0) throw new Error(`${path} has no column ${name}`);
    return Float64Array.from(rows, (row) => (row[at] === '' ? NaN : Number(row[at])));
  };
}
