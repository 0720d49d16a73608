import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Warehouse } from '@fm/warehouse';
import type { FastifyInstance } from 'fastify';
import type { FactorBody } from '../../api/factor-schemas.ts';
import type { Sectors } from '../../api/sector-schemas.ts';
import { ask } from '../../testing/ask.ts';
import { temporaryWarehouse } from '../../testing/fixture.ts';
import { giveIndustries } from '../../testing/industries.ts';
import { mineWaves } from '../../testing/mined-waves.ts';
import { createDashboard } from '../dashboard.ts';

const address = '/api/v1/factors/ROC20/sectors';
let warehouse: Warehouse;
let app: FastifyInstance;
let remove: () => Promise<void>;

async function get<Body>(path: string): Promise<Body> {
  const answer = await ask(app, path);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.body as Body;
}

beforeAll(async () => {
  ({ warehouse, remove } = await temporaryWarehouse(false));
  await mineWaves(warehouse);
  app = await createDashboard({ warehouse });
}, 120_000);

afterAll(async () => {
  await app.close();
  await remove();
});

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
