import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { factorSummariesTable, holdoutOpeningsTable, runsTable, type Warehouse } from '@fm/warehouse';
import type { FastifyInstance } from 'fastify';
import type { Overview, VerdictRow } from '../../api/schemas.ts';
import { ask } from '../../testing/ask.ts';
import { fixtureSummaries, runRow, temporaryWarehouse } from '../../testing/fixture.ts';
import { createDashboard } from '../dashboard.ts';

const holdout = '2023-01-01..2023-12-31';
let app: FastifyInstance;
let warehouse: Warehouse;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ warehouse, remove } = await temporaryWarehouse());
  await warehouse.insert(runsTable, [{ ...runRow('kept', 'succeeded', 40), request: JSON.stringify({ holdout }) }]);
  await warehouse.insert(factorSummariesTable, rowsOf('kept', 2022, 0.1));
  app = await createDashboard({ warehouse });
});
afterAll(async () => {
  await app.close();
  await remove();
});

/** The fixture's results of one year as those of a run over it. */
function rowsOf(run: string, year: number, premium: number) {
  const statistics = JSON.stringify({ premiumPValue: 1e-5, premiumPValueBenjaminiHochberg: 1e-4, deflatedSharpe: 0.9 });
  return fixtureSummaries(run)
    .filter(({ start, factor }) => factor === 'SMB' && start.startsWith(String(year)))
    .map((row) => ({ ...row, role: 'sample', premium, statistics }));
}

async function shown(): Promise<{ readonly overview: Overview; readonly verdict: VerdictRow; readonly etag: string }> {
  const { body } = await ask(app, '/api/v1/overview');
  const verdicts = await ask(app, '/api/v1/verdicts');
  const overview = body as Overview;
  const [verdict] = (verdicts.body as { rows: VerdictRow[] }).rows;
  expect(overview.verdicts).toEqual([verdict]);
  return { overview, verdict: verdict as VerdictRow, etag: String(verdicts.headers.etag) };
}

async function open(day: string, status: string): Promise<void> {
  await warehouse.insert(holdoutOpeningsTable, [
    { run_id: 'kept', opened_on: day, holdout_run: `opened-${status}`, version: 1n },
  ]);
  await warehouse.insert(runsTable, [runRow(`opened-${status}`, status, 50)]);
  await wait(2100);
}

test('a hold-out is sealed until it is opened, and is then shown beside the verdict of the sample with the day', async () => {
  const sealed = await shown();
  expect(sealed.overview.run).toMatchObject({ run: 'kept', holdout, openedOn: [], holdoutRuns: [] });
  expect(sealed.verdict).toMatchObject({ factor: 'SMB', belief: 'believe', holdoutPremium: null });

  await open('2024-02-01', 'failed');
  const looked = await shown();
  expect(looked.overview.run).toMatchObject({ run: 'kept', openedOn: ['2024-02-01'], holdoutRuns: [] });
  expect(looked.verdict).toMatchObject({ belief: 'believe', holdoutPremium: null });

  await warehouse.insert(factorSummariesTable, rowsOf('opened-succeeded', 2023, -0.02));
  await open('2024-02-03', 'succeeded');
  const opened = await shown();
  expect(opened.overview.run).toMatchObject({
    run: 'kept',
    openedOn: ['2024-02-01', '2024-02-03'],
    holdoutRuns: ['opened-succeeded'],
  });
  expect(opened.verdict).toMatchObject({
    ...{ belief: 'unsure', holdoutPremium: -0.02, holdoutPValue: 1e-5, premium: 0.1 },
    caveats: expect.arrayContaining(['other sign in the hold-out']),
  });
  expect(new Set([sealed.etag, looked.etag, opened.etag]).size).toBe(3);
  const factor = (await ask(app, '/api/v1/factors/SMB')).body as { verdict: VerdictRow; summaries: unknown[] };
  expect(factor.verdict).toEqual(opened.verdict);
  expect(factor.summaries).toHaveLength(1);
});
