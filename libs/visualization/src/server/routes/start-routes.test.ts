import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { planRun, requestOf } from '@fm/mining';
import { runsTable, type Warehouse } from '@fm/warehouse';
import type { FastifyInstance } from 'fastify';
import type { RunsPageBody } from '../../api/operation-schemas.ts';
import { runUnderWay } from '../../errors.ts';
import type { StartEnd, StartOrder } from '../../operations/run-starter.ts';
import { ask } from '../../testing/ask.ts';
import { runRow, temporaryWarehouse } from '../../testing/fixture.ts';
import { createDashboard } from '../dashboard.ts';

const order = { factors: 'RSI14', universe: 'demonstration', ranges: '2023-01-02..2023-02-28' };
const json = { 'content-type': 'application/json' };

let warehouse: Warehouse;
let remove: () => Promise<void>;
let app: FastifyInstance;
let closed: FastifyInstance;
const orders: StartOrder[] = [];
let busy = false;
const ends = new Map<string, StartEnd>();

beforeAll(async () => {
  ({ warehouse, remove } = await temporaryWarehouse());
  const starter = {
    takesJobs: true,
    start: async (given: StartOrder) => {
      if (busy) throw runUnderWay();
      orders.push(given);
      return { kind: 'process' as const, id: '42' };
    },
    endOf: (run: string) => Promise.resolve(ends.get(run)),
  };
  app = await createDashboard({ warehouse, permission: { starter } });
  closed = await createDashboard({ warehouse });
});

afterAll(async () => {
  await app.close();
  await closed.close();
  await remove();
});

function post(body: unknown, headers: Record<string, string> = json, to = app) {
  return ask(to, '/api/v1/runs', headers, 'POST', typeof body === 'string' ? body : JSON.stringify(body));
}

describe('POST /api/v1/runs', () => {
  test('starts nothing without the permission, and the page is told so', async () => {
    const answer = await post(order, json, closed);
    expect([answer.status, answer.body]).toEqual([403, expect.objectContaining({ code: 'RUNS_NOT_ALLOWED' })]);
    expect(((await ask(closed, '/api/v1/runs')).body as RunsPageBody).mayStart).toBe(false);
    expect(((await ask(app, '/api/v1/runs')).body as RunsPageBody).mayStart).toBe(true);
  });

  test('hands the request on as `fm mine` reads it, under the identity that the run will have', async () => {
    const { runId } = await planRun(warehouse, requestOf(order));
    const answer = await post(order);
    const started = { run: runId, complete: false, kind: 'process', id: '42' };
    const command = 'npm run fm -- mine --factors RSI14 --universe demonstration --ranges 2023-01-02..2023-02-28';
    expect([answer.status, answer.body]).toMatchObject([
      202,
      { ...started, command: expect.stringContaining(command) },
    ]);
    expect(orders.at(-1)).toEqual({ runId, input: order, request: requestOf(order) });
  });

  test('starts nothing when the run is complete already', async () => {
    const other = { ...order, groups: '4' };
    const { runId } = await planRun(warehouse, requestOf(other));
    await warehouse.insert(runsTable, [runRow(runId, 'succeeded', 40)]);
    const before = orders.length;
    expect((await post(other)).body).toMatchObject({ run: runId, complete: true });
    expect(orders).toHaveLength(before);
  });

  test('takes no second run while one is going', async () => {
    busy = true;
    const answer = await post(order);
    busy = false;
    expect([answer.status, answer.body]).toEqual([409, expect.objectContaining({ code: 'RUN_UNDER_WAY' })]);
  });

  test('lists every fault of a request', async () => {
    const answer = await post({ ...order, factors: 'NOPE', groups: '1', nonsense: 1 });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'REFUSED_REQUEST' });
    expect(answer.text).toMatch(/nonsense.*NOPE.*groups/);
  });

  test.each([
    '/etc/passwd.csv',
    '../universe.csv',
    'prices.csv',
    'A.TXT',
    'AAPL,x.tsv',
    "AAPL'; DROP TABLE runs",
    '<script>',
    '',
  ])('refuses the universe %j, which could name a file of the server', async (universe) => {
    const answer = await post({ ...order, universe });
    expect(answer.status).toBe(400);
    expect(answer.text).not.toMatch(/root:|ENOENT|\.ts:/);
  });

  test.each([
    ['a page of another site', { ...json, origin: 'https://attacker.example' }],
    ['a page of another site that hides its origin', { ...json, origin: 'null' }],
    ['a frame of another site', { ...json, 'sec-fetch-site': 'cross-site' }],
  ])('refuses %s', async (_, headers) => {
    const answer = await post(order, headers);
    expect([answer.status, answer.body]).toEqual([403, expect.objectContaining({ code: 'FOREIGN_ORIGIN' })]);
  });

  test.each([
    ['a form', 'factors=all', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['text', '{}', { 'content-type': 'text/plain' }, 400],
    ['broken JSON', '{', json, 400],
    ['a list', '[]', json, 400],
    ['100 KB', JSON.stringify({ factors: 'x'.repeat(100_000) }), json, 413],
  ])('refuses %s', async (_, body, headers, status) => {
    const answer = await post(body, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  test('slows down who orders too often', async () => {
    for (let sent = 0; sent < 30; sent++) if ((await post('[]')).status === 429) break;
    const answer = await post(order);
    expect([answer.status, answer.body]).toEqual([429, expect.objectContaining({ code: 'TOO_MANY_REQUESTS' })]);
  });
});

describe('GET /api/v1/runs/:run/start', () => {
  const fate = async (run: string) => (await ask(app, `/api/v1/runs/${run}/start`)).body;

  test('tells whether a started run continues, has ended before it was recorded, and is recorded', async () => {
    expect(await fate('begun')).toEqual({ run: 'begun', recorded: null, ended: false, how: '', said: '' });
    ends.set('begun', { how: 'signal SIGKILL', said: 'words <b>of its own</b>' });
    const ended = { ended: true, how: 'signal SIGKILL', said: 'words <b>of its own</b>' };
    expect(await fate('begun')).toEqual({ run: 'begun', recorded: null, ...ended });
    await warehouse.insert(runsTable, [runRow('begun', 'running', 50)]);
    expect(await fate('begun')).toEqual({ run: 'begun', recorded: 'running', ...ended });
  });

  test('tells nobody who may not start runs what the process of one wrote', async () => {
    const answer = await ask(closed, '/api/v1/runs/begun/start');
    expect([answer.status, answer.body]).toEqual([403, expect.objectContaining({ code: 'RUNS_NOT_ALLOWED' })]);
    expect(answer.text).not.toContain('words');
  });
});
