import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from '@jest/globals';

/** Folder of real provider data: `FM_REAL_DATA`, else beside the repository. */
export const realData = process.env['FM_REAL_DATA'] ?? resolve(import.meta.dirname, '../../../../../shared/data');

/** `test` where the real data are, else a test that reports itself as skipped. */
export const testOnRealData = existsSync(resolve(realData, 'prices')) ? test : test.skip;
