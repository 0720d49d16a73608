import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { planRun, requestOf } from '@fm/mining';
import { checkedLabels } from '@fm/results/labels';
import type { Warehouse } from '@fm/warehouse';
import type { FastifyInstance } from 'fastify';
import type { RunsPageBody, StartedBody } from '../../api/operation-schemas.ts';
import { labelFields } from '../../api/label-fields.ts';
import { jobsField, startFields } from '../../api/start-fields.ts';
import type { StartOrder } from '../../operations/run-starter.ts';
import { ask } from '../../testing/ask.ts';
import { temporaryWarehouse } from '../../testing/fixture.ts';
import { createDashboard } from '../dashboard.ts';

const order = { factors: 'RSI14', universe: 'demonstration', ranges: '2023-01-02..2023-02-28' };
const json = { 'content-type': 'application/json' };

let warehouse: Warehouse;
let remove: () => Promise<void>;
let app: FastifyInstance;
let onStateMachine: FastifyInstance;
const orders: StartOrder[] = [];

beforeAll(async () => {
  ({ warehouse, remove } = await temporaryWarehouse());
  const starter = (takesJobs: boolean) => ({
    takesJobs,
    start: async (given: StartOrder) => {
      orders.push(given);
      return { kind: 'process' as const, id: '42' };
    },
    endOf: () => Promise.resolve(undefined),
  });
  app = await createDashboard({ warehouse, permission: { starter: starter(true) } });
  onStateMachine = await createDashboard({ warehouse, permission: { starter: starter(false) } });
});

afterAll(async () => {
  await app.close();
  await onStateMachine.close();
  await remove();
});

function post(body: unknown, to = app) {
  return ask(to, '/api/v1/runs', json, 'POST', JSON.stringify(body));
}

describe('an order for a run', () => {
  test('hands on how values are treated, which makes another run, and how many slices are worked on, which does not', async () => {
    const treated = { ...order, winsorise: '0.05' };
    const { runId } = await planRun(warehouse, requestOf(treated));
    expect(runId).not.toBe((await planRun(warehouse, requestOf(order))).runId);
    for (const jobs of [3, '3']) {
      const answer = await post({ ...treated, jobs });
      const started = { run: runId, complete: false, kind: 'process', id: '42' };
      expect([answer.status, answer.body]).toMatchObject([202, started]);
      expect((answer.body as StartedBody).command).toMatch(/fm -- mine .*--winsorise 0.05 .*--jobs 3$/);
      expect(orders.at(-1)).toEqual({ runId, input: treated, request: requestOf(treated), jobs: 3 });
    }
    expect(orders.at(-1)?.request).toMatchObject({ winsorise: 0.05 });
  });

  test('that names no universe is for the demonstration market where nothing else is there', async () => {
    const { universe, ...rest } = order;
    expect((await post(rest)).status).toBe(202);
    expect(orders.at(-1)).toMatchObject({ input: { universe }, request: requestOf(order) });
  });

  test('says at once what values that are made neutral to size lack', async () => {
    await warehouse.command('TRUNCATE TABLE fundamental_events');
    const before = orders.length;
    const answer = await post({ ...order, neutralise: 'size' });
    expect([answer.status, answer.body]).toEqual([400, expect.objectContaining({ code: 'NO_SHARE_COUNTS' })]);
    expect(answer.text).toContain('fm ingest sec-filing');
    expect(orders).toHaveLength(before);
  });

  test.each([
    ['jobs', 0],
    ['jobs', '0'],
    ['jobs', 65],
    ['jobs', 1.5],
    ['jobs', '2; rm -rf /'],
    ['jobs', '0x10'],
    ['jobs', [2]],
    ['jobs', null],
    ['jobs', true],
    ['winsorise', '0.5'],
    ['winsorise', '-0.01'],
    ['winsorise', 'a tail'],
    ['winsorise', {}],
    ['neutralise', 'sector'],
    ['neutralise', ''],
    ['neutralise', ['size', 'sector']],
    ['neutralise', { by: 'size' }],
  ])('refuses %s %j beside the other faults and says what may be written', async (name, value) => {
    const before = orders.length;
    const answer = await post({ ...order, groups: '1', [name]: value });
    expect([answer.status, answer.body]).toEqual([400, expect.objectContaining({ code: 'REFUSED_REQUEST' })]);
    expect(answer.text).toMatch(/2 faults/);
    expect(answer.text).toMatch(/from 1 to 64|above 0 and below 0\.5|known: size|is not a (number|list)/);
    expect(answer.text).toMatch(/groups/);
    expect(orders).toHaveLength(before);
  });

  test('lets no order choose how many slices are worked on where a state machine has its own limit', async () => {
    const answer = await post({ ...order, jobs: 2 }, onStateMachine);
    expect([answer.status, answer.body]).toEqual([400, expect.objectContaining({ code: 'REFUSED_REQUEST' })]);
    expect(answer.text).toContain('compute environment');
    const page = async (to: FastifyInstance) => (await ask(to, '/api/v1/runs')).body as RunsPageBody;
    expect([(await page(onStateMachine)).mayChooseJobs, (await page(app)).mayChooseJobs]).toEqual([false, true]);
  });

  test('is described field by field', async () => {
    const { body } = await ask(app, '/api/v1/openapi.json');
    const path = (body as { paths: Record<string, { post?: { requestBody: { content: Record<string, unknown> } } }> })
      .paths['/api/v1/runs'];
    const described = path?.post?.requestBody.content['application/json'] as {
      schema: { properties: Record<string, { description: string; examples: string[] }> };
    };
    const { properties } = described.schema;
    const fields = [...labelFields, ...startFields, jobsField];
    expect(Object.keys(properties).sort()).toEqual(fields.map(({ name }) => name).sort());
    expect(properties['winsorise']?.description).toContain('below 0.5');
    // What is given as an example is taken.
    const examples = Object.entries(properties).map(
      ([
        name,
        {
          examples: [example],
        },
      ]) => [name, example],
    );
    const { jobs, name, note, ...input } = Object.fromEntries(examples) as Record<string, string>;
    expect(checkedLabels({ name, note })).toEqual({ name, note });
    expect(jobs).toBe('2');
    expect(requestOf(input)).toMatchObject({ winsorise: 0.01, neutralise: 'size,group', threadNo: 2 });
  });
});
