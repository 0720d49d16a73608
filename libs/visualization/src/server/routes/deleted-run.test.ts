import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Warehouse } from '@fm/warehouse';
import type { FastifyInstance } from 'fastify';
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
afterAll(() => remove());

test('a run that is deleted while it is shown is a 404 with a remedy, also to who holds an answer about it', async () => {
  const paths = [
    `/api/v1/overview?run=${fixtureRun}`,
    `/api/v1/summaries?run=${fixtureRun}`,
    `/api/v1/factors/RSI14?run=${fixtureRun}`,
    `/api/v1/factors/RSI14/performance?run=${fixtureRun}`,
  ];
  const before = await Promise.all(paths.map((path) => ask(app, path)));
  expect(before.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  await warehouse.command('DELETE FROM runs WHERE run_id = {run:String}', { run: fixtureRun });
  await wait(2100);
  for (const [at, path] of paths.entries()) {
    const held = { 'if-none-match': String(before[at]?.headers.etag) };
    const { status, body, text } = await ask(app, path, held);
    expect([path, status, body]).toEqual([path, 404, expect.objectContaining({ code: 'RUN_NOT_FOUND' })]);
    expect(text).not.toMatch(/\.ts:|at /);
  }
  expect((await ask(app, '/api/v1/overview')).body).toMatchObject({ code: 'NO_RUN_YET' });
});

test('a server that is told to end answers everything that is under way first', async () => {
  let received = 0;
  app.server.on('request', () => received++);
  const answers = Promise.all(Array.from({ length: 20 }, () => ask(app, '/api/v1/data')));
  while (received < 20) await wait(1);
  await app.close();
  expect((await answers).map(({ status }) => status)).toEqual(Array(20).fill(200));
  await expect(ask(app, '/healthz')).rejects.toThrow();
});
