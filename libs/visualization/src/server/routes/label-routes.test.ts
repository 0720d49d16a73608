import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Warehouse } from '@fm/warehouse';
import { factorSummariesTable, runsTable } from '@fm/warehouse';
import type { FastifyInstance } from 'fastify';
import type { Deletion, RunsPageBody, StartedBody } from '../../api/operation-schemas.ts';
import type { Overview, Run } from '../../api/schemas.ts';
import { ask } from '../../testing/ask.ts';
import {
  failedRun,
  fixtureFactors,
  fixtureRun,
  fixtureSummaries,
  runRow,
  temporaryWarehouse,
} from '../../testing/fixture.ts';
import { createDashboard } from '../dashboard.ts';

const json = { 'content-type': 'application/json' };
const newest = 'run-that-is-newer';

let warehouse: Warehouse;
let remove: () => Promise<void>;
let app: FastifyInstance;
let reading: FastifyInstance;

beforeAll(async () => {
  ({ warehouse, remove } = await temporaryWarehouse());
  await warehouse.insert(runsTable, [
    { ...runRow(newest, 'succeeded', 0), started_at: '2025-01-01 00:00:00.000' },
    { ...runRow('run-without-results', 'succeeded', 0), started_at: '2025-02-01 00:00:00.000' },
  ]);
  await warehouse.insert(factorSummariesTable, fixtureSummaries(newest));
  const starter = {
    takesJobs: true,
    start: async () => ({ kind: 'process' as const, id: '42' }),
    endOf: () => Promise.resolve(undefined),
  };
  app = await createDashboard({ warehouse, permission: { starter, write: (work) => work(warehouse) } });
  reading = await createDashboard({ warehouse, permission: { starter } });
});
afterAll(async () => {
  await app.close();
  await reading.close();
  await remove();
});

const patch = (run: string, body: unknown, headers: Record<string, string> = json, to = app) =>
  ask(to, `/api/v1/runs/${run}`, headers, 'PATCH', JSON.stringify(body));
const listed = async (query = '') => (await ask(app, `/api/v1/runs${query}`)).body as RunsPageBody;
const overview = async (query = '') => (await ask(app, `/api/v1/overview${query}`)).body as Overview;

describe('PATCH /api/v1/runs/:run', () => {
  test('names a run by the beginning of its id, and every list says so at once', async () => {
    const answer = await patch('run-of-the', { name: ' the first ', note: 'costs of 2020' });
    expect([answer.status, answer.body]).toMatchObject([
      200,
      { run: fixtureRun, name: 'the first', note: 'costs of 2020' },
    ]);
    const row = (await listed()).rows.find(({ run }) => run === fixtureRun);
    expect(row?.name).toBe('the first');
    expect(row).toMatchObject({
      factors: fixtureFactors.map(({ name }) => name),
      ranges: '',
      universe: 'demonstration',
    });
    expect((await overview(`?run=${fixtureRun}`)).run.name).toBe('the first');
    await patch(fixtureRun, { name: '' });
    expect((await overview(`?run=${fixtureRun}`)).run).toMatchObject({ name: '', note: 'costs of 2020' });
  });

  test('pins a run, which is then shown in place of the newest, whose id is given; a run without results is never that', async () => {
    expect(await overview()).toMatchObject({ run: { run: newest } });
    expect(await overview()).not.toHaveProperty('newer');
    expect((await patch(fixtureRun, { pinned: true })).status).toBe(200);
    expect(await overview()).toMatchObject({ run: { run: fixtureRun, pinned: true }, newer: newest });
    const factor = (await ask(app, '/api/v1/factors/RSI14')).body as { run: Run };
    expect(factor.run.run).toBe(fixtureRun);
    await patch(fixtureRun, { pinned: false });
    expect((await overview()).run.run).toBe(newest);
  });

  test('archives a run: lists and the overview leave it out, all runs can be asked for', async () => {
    await patch(newest, { archived: true });
    expect((await overview()).run.run).toBe(fixtureRun);
    const [some, all] = [await listed(), await listed('?all=true')];
    expect(some.rows.map(({ run }) => run)).not.toContain(newest);
    expect([some.archived, all.archived, all.total - some.total]).toEqual([1, 0, 1]);
    expect((await overview(`?run=${newest}`)).run).toMatchObject({ run: newest, archived: true });
    await patch(newest, { archived: false });
    expect((await overview()).run.run).toBe(newest);
  });

  test.each([
    ['a name of two lines', fixtureRun, { name: 'two\nlines' }, 400, 'REFUSED_LABEL'],
    ['a pin on a run that is not complete', failedRun, { pinned: true }, 400, 'RUN_NOT_SHOWABLE'],
    ['a run that is not there', 'nothing', { name: 'x' }, 404, 'RUN_NOT_FOUND'],
    ['the beginning of several ids', 'run-', { name: 'x' }, 400, 'AMBIGUOUS_RUN'],
    ['a field of another kind', fixtureRun, { factors: 'all' }, 400, 'INVALID_REQUEST'],
  ])('refuses %s', async (_, run, body, status, code) => {
    const answer = await patch(run, body);
    expect([answer.status, answer.body]).toEqual([status, expect.objectContaining({ code })]);
  });

  test('refuses a page of another site, and a foreign host name', async () => {
    const foreign = await patch(fixtureRun, { name: 'x' }, { ...json, origin: 'https://attacker.example' });
    expect([foreign.status, foreign.body]).toEqual([403, expect.objectContaining({ code: 'FOREIGN_ORIGIN' })]);
    const rebound = await patch(fixtureRun, { name: 'x' }, { ...json, host: 'attacker.example' });
    expect([rebound.status, rebound.body]).toEqual([421, expect.objectContaining({ code: 'FOREIGN_HOST' })]);
  });

  test('writes nothing where the page may only read, and the page is told so', async () => {
    const answer = await patch(fixtureRun, { name: 'x' }, json, reading);
    expect([answer.status, answer.body]).toEqual([403, expect.objectContaining({ code: 'LABELS_NOT_ALLOWED' })]);
    expect((await ask(reading, '/api/v1/runs')).body).toMatchObject({ mayStart: true, mayLabel: false });
    expect(await listed()).toMatchObject({ mayStart: true, mayLabel: true });
  });
});

describe('DELETE /api/v1/runs/:run', () => {
  const remove = (run: string, headers: Record<string, string> = {}, to = app) =>
    ask(to, `/api/v1/runs/${run}`, headers, 'DELETE');

  test('says first what goes and what stays, then deletes the run and leaves its trials', async () => {
    const run = 'run-to-be-deleted';
    await warehouse.insert(runsTable, [runRow(run, 'succeeded', 0)]);
    await warehouse.insert(factorSummariesTable, fixtureSummaries(run));
    const going = await ask(app, `/api/v1/runs/${run}/deletion`);
    expect(going.body).toMatchObject({ run, holdouts: [], trials: 0 });
    expect((going.body as Deletion).rows).toContainEqual({
      table: factorSummariesTable.name,
      rows: fixtureSummaries(run).length,
    });
    expect((await ask(app, `/api/v1/overview?run=${run}`)).status).toBe(200);
    expect((await remove(run)).body).toEqual(going.body);
    expect((await listed('?all=true')).rows.map((row) => row.run)).not.toContain(run);
    expect((await ask(app, `/api/v1/overview?run=${run}`)).body).toMatchObject({ code: 'RUN_NOT_FOUND' });
    expect((await remove(run)).body).toMatchObject({ code: 'RUN_NOT_FOUND' });
  });

  test('refuses a run that is being worked on, a page of another site, and a page that may only read', async () => {
    await warehouse.insert(runsTable, [runRow('run-under-way', 'running', 0)]);
    expect(await remove('run-under-way')).toMatchObject({ status: 400, body: { code: 'RUN_GOES_ON' } });
    const foreign = await remove(fixtureRun, { origin: 'https://attacker.example' });
    expect(foreign).toMatchObject({ status: 403, body: { code: 'FOREIGN_ORIGIN' } });
    expect(await remove(fixtureRun, {}, reading)).toMatchObject({ status: 403, body: { code: 'LABELS_NOT_ALLOWED' } });
    expect((await listed('?all=true')).rows.map((row) => row.run)).toContain(fixtureRun);
  });
});

test('an order is named and noted beside its request, which stays the same', async () => {
  const order = { factors: 'RSI14', universe: 'demonstration', ranges: '2023-01-02..2023-02-28' };
  const post = async (body: object, to = app) => ask(to, '/api/v1/runs', json, 'POST', JSON.stringify(body));
  const plain = (await post(order)).body as StartedBody;
  const named = (await post({ ...order, name: 'by the page', note: 'a note' })).body as StartedBody;
  expect(named).toEqual(plain);
  await warehouse.insert(runsTable, [runRow(named.run, 'succeeded', 0)]);
  const again = await post({ ...order, name: 'renamed' });
  expect(again.body).toMatchObject({ run: named.run, complete: true });
  expect((await overview(`?run=${named.run}`)).run).toMatchObject({ name: 'renamed', note: 'a note' });
  expect((await post({ ...order, name: 'x'.repeat(81) })).body).toMatchObject({ code: 'REFUSED_LABEL' });
  expect((await post({ ...order, name: 'x' }, reading)).body).toMatchObject({ code: 'LABELS_NOT_ALLOWED' });
});
