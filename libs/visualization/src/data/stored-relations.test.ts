import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { factorRelationsTable, factorSummariesTable, type Warehouse } from '@fm/warehouse';
import type { FastifyInstance } from 'fastify';
import type { Compare } from '../api/page-schemas.ts';
import { createDashboard } from '../server/dashboard.ts';
import { ask } from '../testing/ask.ts';
import { fixtureRun, fixtureSummaries, temporaryWarehouse } from '../testing/fixture.ts';

const factors = ['PB', 'ROC20', 'RSI14'];
const range = { start: '2021-01-01', end: '2021-12-31' };

/** Correlations that no computation over the factor returns of the fixture gives; one is missing. */
const stored: Readonly<Record<string, number | null>> = { 'PB ROC20': 0.5, 'PB RSI14': -0.25, 'ROC20 RSI14': null };

const valueOf = (a: string, b: string) => stored[`${a} ${b}`] ?? stored[`${b} ${a}`] ?? null;

let warehouse: Warehouse;
let remove: () => Promise<void>;
let app: FastifyInstance;

beforeAll(async () => {
  ({ warehouse, remove } = await temporaryWarehouse());
  await warehouse.insert(
    factorRelationsTable,
    factors.flatMap((factor) =>
      factors
        .filter((other) => other !== factor)
        .map((other) => ({
          ...{ run_id: fixtureRun, ...range, factor, other, observations: 250 },
          correlation: valueOf(factor, other),
          ...{ spanning_beta: 0.1, spanning_beta_t: 1, version: 1n },
        })),
    ),
  );
  const spanning = {
    spanningAlpha: 0.031,
    spanningAlphaT: 2.25,
    spanningAlphaPValue: 0.025,
    spanningRSquared: 0.4,
    spanningObservations: 249,
  };
  const rows = fixtureSummaries().filter((row) => row.start === range.start && row.factor === 'RSI14');
  await warehouse.insert(
    factorSummariesTable,
    rows.map((row) => ({
      ...row,
      statistics: JSON.stringify({ ...JSON.parse(row.statistics), ...spanning }),
      version: 2n,
    })),
  );
  app = await createDashboard({ warehouse });
});

afterAll(async () => {
  await app.close();
  await remove();
});

async function compared(query: string): Promise<Compare> {
  return (await ask(app, `/api/v1/compare?${query}`)).body as Compare;
}

describe('a comparison over a date range of the run', () => {
  test('shows the correlations that the run stored, missing ones as missing, and each factor with itself as 1', async () => {
    const { correlations } = await compared(`start=${range.start}&end=${range.end}`);
    const expected = factors.flatMap((y) => factors.map((x) => ({ x, y, value: x === y ? 1 : valueOf(x, y) })));
    const sorted = (pairs: Compare['correlations']) => pairs.map((pair) => JSON.stringify(pair)).sort();
    expect(sorted(correlations)).toEqual(sorted(expected));
  });

  test('shows the spanning regressions of the run, and why one is missing', async () => {
    const { spanning } = await compared(`start=${range.start}&end=${range.end}`);
    expect(spanning.find(({ factor }) => factor === 'RSI14')).toEqual({
      ...{ factor: 'RSI14', alpha: 0.031, alphaTStat: 2.25, alphaPValue: 0.025, rSquared: 0.4, observations: 249 },
      reason: null,
    });
    expect(spanning.find(({ factor }) => factor === 'PB')).toEqual({
      ...{ factor: 'PB', alpha: null, alphaTStat: null, alphaPValue: null, rSquared: null, observations: 0 },
      reason: expect.stringContaining('too few common sessions'),
    });
  });

  test('gives the same numbers as CSV', async () => {
    const { text } = await ask(
      app,
      `/api/v1/compare?start=${range.start}&end=${range.end}&part=correlations&format=csv`,
    );
    const lines = text.trimEnd().split('\r\n');
    expect(lines[0]).toBe('run,synthetic,x,y,value');
    expect(lines).toContain(`${fixtureRun},true,ROC20,PB,0.5`);
    expect(lines).toContain(`${fixtureRun},true,RSI14,ROC20,`);
    expect(lines).toHaveLength(1 + factors.length ** 2);
  });

  test('is computed from the factor returns over dates that are not a range of the run, and over ranges without stored pairs', async () => {
    const computed = await compared('start=2023-01-02&end=2023-06-30');
    expect(computed.sessions).toBe(180);
    for (const { x, y, value } of computed.correlations) {
      expect(value).not.toBeNull();
      if (x !== y) expect(Object.values(stored)).not.toContain(value);
    }
    expect((await compared('start=2023-01-01&end=2023-12-31')).correlations).toHaveLength(factors.length ** 2);
  });
});
