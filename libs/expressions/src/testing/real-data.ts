import { test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const beside = fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const folder = process.env['FM_REAL_DATA'] ?? beside;

/** `test` where the files are there; else the test is reported as skipped, by name. */
export function testWith(...paths: readonly string[]): typeof test | typeof test.skip {
  return paths.every((path) => existsSync(join(folder, path))) ? test : test.skip;
}

/** Text of a file of the real data. */
export function readReal(path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}
