import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { documentRatingsTable } from '../tables/report-tables.ts';
import { embeddedHome, type TestHome } from '../testing/homes.ts';
import { knownRatings } from './ratings.ts';

let home: TestHome;
beforeAll(async () => {
  home = await embeddedHome();
});
afterAll(() => home.end());

function reading(document_hash: string, model: string, value: number | null, known_at: string, scored_at: string) {
  const text = {
    unit: '',
    summary: '',
    key_figures: '[]',
    change: '',
    reason: '',
    document_kind: '',
    document_uri: '',
    answer_key: '',
  };
  return {
    ...text,
    symbol: 'A',
    rating: 'CEOS',
    document_hash,
    model,
    prompt_version: 'p',
    value,
    known_at,
    scored_at,
    synthetic: false,
    version: 1n,
  };
}

test('each document counts from the moment it was known, in the latest reading; a missing value is left out', async () => {
  await home.warehouse.insert(documentRatingsTable, [
    reading('d1', 'old', 3, '2022-01-01 00:00:00.000', '2024-01-01 00:00:00.000'),
    reading('d1', 'new', 4, '2022-01-01 00:00:00.000', '2025-01-01 00:00:00.000'),
    reading('d2', 'new', 6, '2023-01-01 00:00:00.000', '2025-01-01 00:00:00.000'),
    reading('d3', 'new', null, '2024-01-01 00:00:00.000', '2025-01-01 00:00:00.000'),
  ]);
  const known = (until: string) => knownRatings(home.warehouse, { symbols: ['A'], until: Date.parse(until) });
  expect(
    (await known('2025-01-01T00:00:00Z')).map(({ value, model, documentHash }) => [value, model, documentHash]),
  ).toEqual([
    [4, 'new', 'd1'],
    [6, 'new', 'd2'],
  ]);
  expect(await known('2023-01-01T00:00:00Z')).toHaveLength(1);
});
