import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openParts } from '../parts-store.ts';
import { collect } from './collect.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fm-collect-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('seeds are collected over several sittings, each searched once, and the table has all of them', async () => {
  const file = join(folder, 'parts.jsonl');
  const searched: number[] = [];
  const search = (seed: number): Promise<{ seed: number }> => {
    searched.push(seed);
    return Promise.resolve({ seed });
  };
  const sitting = (most: number) => {
    const end = searched.length + most;
    const wanted = { cell: 'noise', first: 1, seeds: 5, timeLeft: () => searched.length < end };
    return collect(openParts(file), wanted, search);
  };
  expect(await sitting(2)).toMatchObject({ outcomes: [{ seed: 1 }, { seed: 2 }], wanted: 5, searched: 2 });
  expect((await sitting(1)).outcomes).toEqual([{ seed: 1 }, { seed: 2 }, { seed: 3 }]);
  expect((await sitting(0)).outcomes).toHaveLength(3);
  expect((await sitting(9)).outcomes).toHaveLength(5);
  expect(searched).toEqual([1, 2, 3, 4, 5]);
});
