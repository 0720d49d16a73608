import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Warehouse } from '@fm/warehouse';
import type { FastifyInstance } from 'fastify';
import { type Answer, ask } from '../../testing/ask.ts';
import { temporaryWarehouse } from '../../testing/fixture.ts';
import { chartNames } from './chart-readers.ts';
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

const compared = new Set(['correlations', 'premia', 'coefficients']);
const forms = ['svg', 'png'].flatMap((format) => ['light', 'dark'].map((scheme) => ({ format, scheme })));
const first = new Map<string, Answer>();

function draw(chart: string, { format, scheme }: (typeof forms)[number]): Promise<Answer> {
  const about = compared.has(chart) ? '' : '&factor=RSI14';
  return ask(app, `/api/v1/charts/${chart}?format=${format}&scheme=${scheme}&width=500&height=300${about}`);
}

describe.each(['first', 'second'])('every chart in one server for the %s time', (time) => {
  describe.each(forms)('as $format, $scheme', (form) => {
    test.each(chartNames)('%s is drawn, and the same each time', async (chart) => {
      const answer = await draw(chart, form);
      expect([answer.status, time, answer.status === 200 ? '' : answer.text]).toEqual([200, time, '']);
      const key = `${chart} ${form.format} ${form.scheme}`;
      const before = first.get(key) ?? answer;
      first.set(key, before);
      expect(answer.bytes.equals(before.bytes)).toBe(true);
    });
  });

  test('the report of a factor is given', async () => {
    const answer = await ask(app, '/api/v1/factors/RSI14/report');
    expect([answer.status, answer.text.match(/<svg /g)?.length]).toEqual([200, 34]);
  });
});

test('light and dark are different pictures', () => {
  for (const chart of chartNames) {
    const [light, dark] = ['light', 'dark'].map((scheme) => first.get(`${chart} png ${scheme}`)?.bytes);
    expect(light?.subarray(1, 4).toString()).toBe('PNG');
    expect(dark && light?.equals(dark)).toBe(false);
  }
});
