import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from '@jest/globals';

const beside = fileURLToPath(new URL('../../../../../shared/data', import.meta.url));

/** Folder of the real companyfacts documents. */
export const realFilings = join(process.env['FM_REAL_DATA'] ?? beside, 'companyfacts');

/** A test that needs the real documents; without them it reports itself as skipped. */
export const testWithRealFilings = existsSync(realFilings) ? test : test.skip;
