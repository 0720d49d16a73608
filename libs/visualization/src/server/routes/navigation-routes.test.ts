import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Warehouse } from '@fm/warehouse';
import type { FastifyInstance } from 'fastify';
import type { Navigation } from '../../api/navigation-schemas.ts';
import type { Overview } from '../../api/schemas.ts';
import { ask } from '../../testing/ask.ts';
import { fixtureRun, temporaryWarehouse } from '../../testing/fixture.ts';
import { createDashboard } from '../dashboard.ts';

let app: FastifyInstance;
let warehouse: Warehouse;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ warehouse, remove } = await temporaryWarehouse());
  app = await createDashboard({ warehouse });
});

afterAll(async () => {
  await app.close();
  await remove();
});

test('the list holds every factor of the run with the verdict of the overview, in its order', async () => {
  const { run, factors } = JSON.parse((await ask(app, '/api/v1/navigation')).text) as Navigation;
  const { verdicts } = JSON.parse((await ask(app, '/api/v1/overview')).text) as Overview;
  expect(run).toBe(fixtureRun);
  expect(factors.length).toBeGreaterThan(0);
  expect(factors.map(({ factor, factorType, belief }) => [factor, factorType, belief])).toEqual(
    verdicts.map(({ factor, factorType, belief }) => [factor, factorType, belief]),
  );
});

test('a line ends at the compounded return of all sessions, and has no more steps than it can show', async () => {
  const { factors } = JSON.parse((await ask(app, '/api/v1/navigation')).text) as Navigation;
  const stored = await warehouse.query<{ factor: string; growth: number }>(
    `SELECT factor, sum(log1p(factor_return)) AS growth FROM factor_returns FINAL
     WHERE run_id = {run:String} GROUP BY factor`,
    { run: fixtureRun },
  );
  expect(stored.length).toBeGreaterThan(0);
  for (const { factor, growth } of stored) {
    const line = factors.find((each) => each.factor === factor)?.line ?? [];
    expect(line.at(-1)).toBeCloseTo(growth, 3);
    expect(line.length).toBeLessThanOrEqual(32);
  }
});

test('a run that is not there is said to be so', async () => {
  const answer = await ask(app, '/api/v1/navigation?run=gone');
  expect([answer.status, answer.text.includes('RUN_NOT_FOUND')]).toEqual([404, true]);
});
