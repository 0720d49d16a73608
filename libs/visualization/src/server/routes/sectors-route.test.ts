import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Warehouse } from '@fm/warehouse';
import type { FactorBody } from '../../api/factor-schemas.ts';
import type { Sectors } from '../../api/sector-schemas.ts';
import { ask } from '../../testing/ask.ts';
import { giveIndustries } from '../../testing/industries.ts';
import { minedDashboard, type MinedDashboard } from '../../testing/mined-dashboard.ts';

const address = '/api/v1/factors/ROC20/sectors';
let dashboard: MinedDashboard;
let warehouse: Warehouse;
let app: MinedDashboard['app'];
let get: MinedDashboard['get'];

beforeAll(async () => {
  dashboard = await minedDashboard();
  ({ warehouse, app, get } = dashboard);
}, 120_000);
afterAll(() => dashboard.end());

describe('GET /api/v1/factors/:factor/sectors', () => {
  test('says what to do where no industry is known', async () => {
    const found = await get<Sectors>(address);
    expect(found).toMatchObject({ sectors: [], missing: expect.stringContaining('fm ingest groups') });
  });

  test('has the numbers of the whole where all stocks are in one industry, as soon as these are ingested', async () => {
    await giveIndustries(warehouse, Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`S${i}`, 'one'])));
    const { start, end, horizon, missing, sectors } = await get<Sectors>(address);
    const { summaries } = await get<FactorBody>('/api/v1/factors/ROC20');
    const row = summaries.find((summary) => summary.start === start && summary.end === end)!;
    expect([horizon, missing]).toEqual([21, null]);
    expect(sectors).toMatchObject([{ sector: 'one', missing: null, stocks: expect.closeTo(9, 0) }]);
    expect(sectors[0]!.icMean).toBeCloseTo(row.statistics['ic21Mean'] as number, 12);
    expect(sectors[0]!.spread).toBeCloseTo(row.premium as number, 12);
  });

  test('is in the report of the factor as one file', async () => {
    const { status, text } = await ask(app, '/api/v1/factors/ROC20/report');
    expect(status).toBe(200);
    expect(text).toMatch(/<h2>The factor within each industry<\/h2>.*<td>one<\/td>/s);
  });

  test('is a table of industries as CSV, and unknown factors are refused', async () => {
    const { text, headers } = await ask(app, `${address}?format=csv`);
    expect(headers['content-disposition']).toContain('ROC20-industries.csv');
    expect(text).toMatch(/^run,synthetic,sector,stocks,icMean/);
    expect((await ask(app, '/api/v1/factors/NOPE/sectors')).status).toBe(404);
  });
});
