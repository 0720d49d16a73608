import { test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const beside = fileURLToPath(new URL('../../../../../../shared/data', import.meta.url));
const folder = join(process.env['FM_REAL_DATA'] ?? beside, 'formula-truth');

/** `test` where the vectors are there; else the test is reported as skipped, by name. */
export function testWith(...files: readonly string[]): typeof test | typeof test.skip {
  return files.every((file) => existsSync(join(folder, file))) ? test : test.skip;
}

/** Text of a file of the vectors. */
export function readReal(file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}
