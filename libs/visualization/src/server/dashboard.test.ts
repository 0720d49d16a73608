import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Warehouse } from '@fm/warehouse';
import type { FastifyInstance } from 'fastify';
import type { Overview, ProblemBody, SummaryPageBody } from '../api/schemas.ts';
import { ask } from '../testing/ask.ts';
import { failedRun, fixtureRun, fixtureSummaries, runningRun, temporaryWarehouse } from '../testing/fixture.ts';
import { createDashboard } from './dashboard.ts';

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

async function get<Body>(url: string, headers: Record<string, string> = {}) {
  const response = await ask(app, url, headers);
  return { response, body: response.body as Body };
}

describe('GET /api/v1/overview', () => {
  test('shows the latest complete run with its number of trials and limits', async () => {
    const { body } = await get<Overview>('/api/v1/overview');
    expect(body.run).toMatchObject({ run: fixtureRun, status: 'succeeded', synthetic: true });
    expect(body.run.notes).toEqual(["The universe is today's membership: results carry survivorship bias."]);
    expect(body.trials).toEqual({ factors: 8, ranges: 6, total: 36 });
    expect(body.limits.plain).toBeCloseTo(1.96, 3);
    expect(body.limits).toMatchObject({ trials: 36, believed: 36 });
    expect(body.limits.adjusted).toBeCloseTo(1.96, 3);
    expect(body.runs.map((run) => run.status)).toEqual(['running', 'failed', 'succeeded']);
  });

  test('the search text narrows points, verdicts, charts and downloads alike, and leaves the number of trials', async () => {
    const { body } = await get<Overview>('/api/v1/overview?q=CASH');
    expect(new Set(body.points.map(({ factor }) => factor))).toEqual(new Set(['CashRatio']));
    expect(body.verdicts.map(({ factor }) => factor)).toEqual(['CashRatio']);
    expect(body.trials.total).toBe(36);
    const { text } = await ask(app, '/api/v1/verdicts?q=CASH&format=csv');
    expect(
      text
        .trimEnd()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',')[2]),
    ).toEqual(['CashRatio']);
    const chart = async (query: string) => (await ask(app, `/api/v1/charts/beta?${query}`)).text;
    expect(await chart('q=CASH')).toContain('6 results');
    expect(await chart('q=')).toContain('36 results');
  });

  test('gives every number exactly as the warehouse holds it, signs included', async () => {
    const { body } = await get<Overview>('/api/v1/overview');
    const expected = fixtureSummaries().map((row) => ({
      factor: row.factor,
      factorType: row.factor_type,
      start: row.start,
      end: row.end,
      meanBeta: row.mean_beta,
      meanTStat: row.mean_t_stat,
      meanRSquared: row.mean_r_squared,
    }));
    const byKey = (a: { factor: string; start: string }, b: { factor: string; start: string }) =>
      a.factor < b.factor ? -1 : a.factor > b.factor ? 1 : a.start < b.start ? -1 : 1;
    expect([...body.points].sort(byKey)).toEqual(expected.sort(byKey));
    expect(body.points.some((point) => (point.meanTStat ?? 0) < 0)).toBe(true);
  });

  test('narrows the points by every filter but keeps the number of trials of the whole run', async () => {
    const { body } = await get<Overview>(
      '/api/v1/overview?type=technical&factor=RSI14&start=2020-01-01&end=2021-12-31',
    );
    expect(body.points.map(({ factor, start }) => [factor, start])).toEqual([
      ['RSI14', '2020-01-01'],
      ['RSI14', '2021-01-01'],
    ]);
    expect(body.trials.total).toBe(36);
  });

  test('answers 304 while the run has not changed', async () => {
    const first = await ask(app, '/api/v1/overview');
    const again = await get('/api/v1/overview', { 'if-none-match': String(first.headers.etag) });
    expect(again.response.status).toBe(304);
    expect(again.response.text).toBe('');
    const [plain, packed] = await Promise.all([
      ask(app, '/api/v1/overview'),
      ask(app, '/api/v1/overview', { 'accept-encoding': 'gzip' }),
    ]);
    expect(plain.text).toBe(first.text);
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.bytes).toString()).toBe(first.text);
    expect(packed.headers).toMatchObject({ etag: first.headers.etag, 'content-type': first.headers['content-type'] });
    const other = await get('/api/v1/overview?type=technical', { 'if-none-match': String(first.headers.etag) });
    expect(other.response.status).toBe(200);
  });
});

test('a run that is still going is read again for each answer, and no cache keeps it', async () => {
  const { headers } = await ask(app, `/api/v1/summaries?run=${runningRun}`);
  expect([headers['cache-control'], headers.etag]).toEqual(['no-store', undefined]);
});

describe('GET /api/v1/summaries', () => {
  test('sorts, searches and pages on the server', async () => {
    const { body } = await get<SummaryPageBody>(
      '/api/v1/summaries?q=technical&sort=meanTStat&order=asc&pageSize=5&page=1',
    );
    expect(body).toMatchObject({ total: 12, page: 1, pageSize: 5 });
    const values = body.rows.map((row) => row.meanTStat as number);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(body.rows[0]?.meanTStat).toBeLessThan(0);
  });

  test('leaves statistics and coverage out for a page that shows neither', async () => {
    const { body } = await get<SummaryPageBody>('/api/v1/summaries?statistics=false&pageSize=1');
    expect(Object.keys(body.rows[0] ?? {})).toEqual(expect.arrayContaining(['factor', 'premium']));
    expect(Object.keys(body.rows[0] ?? {})).not.toContain('statistics');
  });

  test('passes on statistics and coverage, also keys it does not know', async () => {
    const { body } = await get<SummaryPageBody>('/api/v1/summaries?factor=PB&pageSize=1');
    expect(body.rows[0]?.statistics).toMatchObject({ ic1Mean: 0.0123, unheardOf: 7, quantile2Mean: null });
    expect(body.rows[0]?.coverage).toEqual({
      sessions: 252,
      sessionsWithReturn: 250,
      meanStocks: 29.5,
      minStocks: 28,
      maxStocks: 30,
      drops: [{ reason: 'warm_up', unit: 'stock-sessions', count: 420 }],
    });
  });

  test('writes every filtered row as CSV with the synthetic mark', async () => {
    const response = await ask(app, '/api/v1/summaries?type=fundamental&format=csv');
    expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
    const lines = response.text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(13);
    expect(lines[0]?.startsWith('run,synthetic,factor,factorType,start,end,stocks,meanBeta')).toBe(true);
    expect(lines[1]?.startsWith(`${fixtureRun},true,CashRatio,fundamental,2018-01-01,2018-12-31,30,`)).toBe(true);
  });
});

describe('bad requests', () => {
  const hostile = ["' OR 1=1 --", '<script>alert(1)</script>', '{run:String}', '../../etc/passwd', '\u0000', '%'];

  test.each(['run', 'type', 'factor', 'start', 'end', 'q', 'sort', 'order', 'page', 'pageSize', 'format', 'nonsense'])(
    'in %s get a problem with a remedy or an empty result, never a stack',
    async (name) => {
      for (const text of hostile) {
        const { response, body } = await get<ProblemBody & SummaryPageBody>(
          `/api/v1/summaries?${name}=${encodeURIComponent(text)}`,
        );
        if (name === 'q') {
          expect(response.status).toBe(200);
          continue;
        }
        expect([400, 404]).toContain(response.status);
        expect(response.headers['content-type']).toContain('application/problem+json');
        expect(body.remedy).not.toBe('');
        expect(response.text).not.toMatch(/\bat .*:\d+|node_modules|SELECT/);
      }
    },
  );

  test.each([
    ['/api/v1/summaries?pageSize=10000000', 400, 'INVALID_REQUEST'],
    ['/api/v1/summaries?page=-1', 400, 'INVALID_REQUEST'],
    ['/api/v1/summaries?start=2024-02-30', 400, 'INVALID_REQUEST'],
    ['/api/v1/summaries?start=2024-01-01&end=2023-01-01', 400, 'RANGE_REVERSED'],
    ['/api/v1/summaries?factor=NOPE', 404, 'FACTOR_NOT_FOUND'],
    ['/api/v1/overview?type=astrology', 404, 'FACTOR_TYPE_NOT_FOUND'],
    ['/api/v1/overview?run=gone', 404, 'RUN_NOT_FOUND'],
    ['/api/v1/overview?factor=RSI14&factor=PB', 400, 'INVALID_REQUEST'],
    [`/api/v1/overview?run=${'x'.repeat(200)}`, 400, 'INVALID_REQUEST'],
    ['/no/such/page', 404, 'PAGE_NOT_FOUND'],
  ])('%s is answered with %i %s', async (url, status, code) => {
    const { response, body } = await get<ProblemBody>(url);
    expect(response.status).toBe(status);
    expect(body).toMatchObject({ status, code });
  });

  test('a run without results is shown empty, with its error', async () => {
    const { body } = await get<Overview>(`/api/v1/overview?run=${failedRun}`);
    expect(body.points).toEqual([]);
    expect(body.run.error).toContain('CAP_WEIGHTS_MISSING');
  });
});

describe('safety', () => {
  test('sends a strict content security policy and no inline script', async () => {
    const response = await ask(app, '/');
    const policy = String(response.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:/);
    expect(response.text).not.toMatch(/<script(?![^>]* src=)|\son\w+=|\sstyle=/);
    expect(response.headers['x-content-type-options']).toBe('nosniff');
  });

  test('answers only to a loopback name, which stops DNS rebinding', async () => {
    const { response, body } = await get<ProblemBody>('/api/v1/overview', { host: 'attacker.example' });
    expect(response.status).toBe(421);
    expect(body.code).toBe('FOREIGN_HOST');
  });

  test('slows down an address that asks too often', async () => {
    const limited = await createDashboard({ warehouse, requestsPerMinute: 2 });
    await ask(limited, '/api/v1/overview');
    await ask(limited, '/api/v1/overview');
    const third = await ask(limited, '/api/v1/overview');
    expect(third.status).toBe(429);
    expect(third.body).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    expect((await ask(limited, '/healthz')).status).toBe(200);
    await limited.close();
  });

  test('describes its API as OpenAPI', async () => {
    const { body } = await get<{ openapi: string; paths: object }>('/api/v1/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(['/api/v1/overview', '/api/v1/summaries']));
  });

  test('counts its answers by route pattern, never by what was asked', async () => {
    await get('/api/v1/factors/%22%7D%20evil/details');
    const { response } = await get('/metrics');
    expect(response.text).toContain('route="/api/v1/factors/:factor/details",status="4xx"');
    expect(response.text).not.toContain('evil');
    expect(response.text).toMatch(/process_resident_memory_bytes \d+/);
  });

  test('is alive and ready while the warehouse answers', async () => {
    expect((await get('/healthz')).response.status).toBe(200);
    expect((await get('/readyz')).response.status).toBe(200);
  });
});

describe('the files of the client', () => {
  test('are small, named by their content and kept by the browser', async () => {
    const page = await ask(app, '/');
    const script = /src="(\/assets\/client-[0-9A-Z]{8}\.js)"/.exec(page.text)?.[1] as string;
    const response = await ask(app, script, { 'accept-encoding': 'gzip' });
    expect(response.headers['content-encoding']).toBe('gzip');
    expect(response.headers['cache-control']).toContain('immutable');
    expect(response.bytes.length).toBeLessThan(400 * 1024);
  });
});
