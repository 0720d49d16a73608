import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDataFolder, type DataFolder } from '../testing/data-folder.ts';
import { readColumnar } from './read-columnar.ts';

let folder: DataFolder;
beforeAll(async () => {
  folder = await openDataFolder();
});
afterAll(() => folder.end());

test.each(['Parquet', 'Arrow', 'ArrowStream'])(
  '%s with more rows than are read is refused before they are',
  async (form) => {
    const bytes = await folder.warehouse.queryBytes('SELECT number AS n FROM numbers(3)', form);
    expect(await readColumnar(bytes, 2)).toEqual({ code: 'FILE_TOO_LARGE', what: 'the file has 3 rows, more than 2' });
    const lines = await readColumnar(bytes, 3);
    expect(lines).toMatchObject(['n', '0', '1', '2'].map((text) => ({ text })));
  },
);
