import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mine, readRequest } from '@fm/mining';
import { fixedClock } from '@fm/platform';
import { listTrials } from '@fm/results/ledger';
import { pricesTable, type Warehouse } from '@fm/warehouse';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import type { FastifyInstance } from 'fastify';
import type { Evidence } from '../../api/formula-schemas.ts';
import { ask } from '../../testing/ask.ts';
import { temporaryWarehouse } from '../../testing/fixture.ts';
import { createDashboard } from '../dashboard.ts';

let warehouse: Warehouse;
let remove: () => Promise<void>;
let app: FastifyInstance;
let reading: FastifyInstance;

const starter = {
  takesJobs: true,
  start: async () => ({ kind: 'process' as const, id: '42' }),
  endOf: () => Promise.resolve(undefined),
};

beforeAll(async () => {
  ({ warehouse, remove } = await temporaryWarehouse());
  await warehouse.insert(pricesTable, wavePrices(6, '2020-01-01', 193));
  app = await createDashboard({ warehouse, permission: { starter, write: (work) => work(warehouse) } });
  reading = await createDashboard({ warehouse, permission: { starter } });
}, 120_000);
afterAll(async () => {
  await app.close();
  await reading.close();
  await remove();
});

const post = (path: string, body: object, to = app) =>
  ask(to, `/api/v1/formulas/${path}`, { 'content-type': 'application/json' }, 'POST', JSON.stringify(body));

describe('evidence for a formula on the page', () => {
  test('is not shown, and a formula not kept, where nothing may be written', async () => {
    const refused = { status: 403, body: expect.objectContaining({ code: 'FORMULAS_NOT_ALLOWED' }) };
    expect(await post('evidence', { formula: 'rank(close)' }, reading)).toMatchObject(refused);
    expect(await post('kept', { formula: 'rank(close)', name: 'level' }, reading)).toMatchObject(refused);
    expect(await listTrials(warehouse)).toEqual([]);
    expect((await ask(reading, '/api/v1/formulas')).body).toMatchObject({ mayWrite: false, kept: [] });
    expect((await ask(app, '/api/v1/formulas')).body).toMatchObject({ mayWrite: true });
  });

  test('counts as one trial with what it showed, however it is spelled and however often it is asked for', async () => {
    const formulas = ['close / delay(close, 20) - 1', '(close/delay(close, 20)) - 1', 'close / delay(close, 20) - 1'];
    const looks: Evidence[] = [];
    for (const formula of formulas) {
      const { status, body } = await post('evidence', { formula });
      expect(status).toBe(200);
      looks.push(body as Evidence);
    }
    const trials = await listTrials(warehouse);
    expect(trials).toEqual([
      expect.objectContaining({
        definition: looks[0]?.hash,
        isFound: true,
        runs: 1,
        observations: looks[0]?.statistics['premiumObservations'],
        pValue: looks[0]?.statistics['premiumPValue'],
        start: looks[0]?.first,
        end: looks[0]?.last,
      }),
    ]);
  });

  test('is the same trial as that of a run of the formula', async () => {
    const [looked] = await listTrials(warehouse);
    const formulas = [{ name: 'momentum', formula: 'close / delay(close, 20) - 1' }];
    const request = { ...readRequest({ formulas }), universe: 'ingested' };
    await mine({ warehouse, request, clock: fixedClock('2024-03-01T00:00:00Z'), codeVersion: 'test' });
    const trials = await listTrials(warehouse);
    expect(trials).toEqual([expect.objectContaining({ id: looked?.id, runs: 2 })]);
    expect(trials[0]?.premium).toBeCloseTo(looked?.premium ?? NaN, 12);
  });
});
