import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Warehouse } from '@fm/warehouse';
import type { FastifyInstance } from 'fastify';
import type {
  DetailPageBody,
  EventStudies,
  FactorBody,
  Performance,
  RollingBeta,
  Signal,
} from '../../api/factor-schemas.ts';
import type { ProblemBody } from '../../api/schemas.ts';
import type { Ranking } from '../../api/ranking-schemas.ts';
import { ask } from '../../testing/ask.ts';
import { fixtureRun, fixtureSummaries, temporaryWarehouse, wobble } from '../../testing/fixture.ts';
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

async function body<Body>(path: string): Promise<Body> {
  return (await ask(app, path)).body as Body;
}

/** The fixture's long-short returns of RSI14, computed as the fixture writes them. */
function longShort(sessions: number): number[] {
  return Array.from({ length: sessions }, (_, day) => wobble(0, day, 5) / 50 - wobble(0, day, 6) / 50);
}

describe('GET /api/v1/factors/:factor', () => {
  test('gives the definition and every date range as the warehouse holds it', async () => {
    const found = await body<FactorBody>('/api/v1/factors/RSI14');
    expect(found.definition).toMatchObject({ type: 'technical', inputs: ['adjClose'] });
    expect(found.definition?.source).not.toBe('');
    const stored = fixtureSummaries().filter((row) => row.factor === 'RSI14');
    expect(found.summaries.map((row) => row.premium)).toEqual(stored.map((row) => row.premium));
    expect(found.trials.total).toBe(36);
  });

  test('has no definition for a factor that the catalogue does not know, and still shows its results', async () => {
    const found = await body<FactorBody>('/api/v1/factors/SMB?format=json');
    expect(found.summaries).toHaveLength(6);
  });
});

describe('GET /api/v1/factors/:factor/performance', () => {
  test('compounds the stored returns', async () => {
    const found = await body<Performance>(
      '/api/v1/factors/RSI14/performance?points=20000&start=2023-01-01&end=2023-12-31',
    );
    const wealth = longShort(300).reduce((product, value) => product * (1 + value), 1);
    expect(found.sessions).toBe(300);
    expect(found.longShort).toHaveLength(300);
    expect(found.longShort.at(-1)?.value).toBeCloseTo(wealth - 1, 10);
    const recent = longShort(300).slice(-252);
    expect(found.rollingPremium).toHaveLength(49);
    expect(found.rollingPremium.at(-1)?.value).toBeCloseTo(
      recent.reduce((sum, value) => sum + value, 0),
      10,
    );
    expect(found.drawdown.every(({ value }) => (value as number) <= 0)).toBe(true);
  });

  test('without dates shows the longest range of the run, of equal ones the latest', async () => {
    const found = await body<Performance>('/api/v1/factors/RSI14/performance');
    expect(found.sessions).toBe(300);
  });

  test('reaches back before the period for the rolling premium', async () => {
    const found = await body<Performance>('/api/v1/factors/RSI14/performance?start=2023-10-01');
    expect(found.sessions).toBe(28);
    expect(found.rollingPremium).toHaveLength(28);
  });

  test('thins a line to the asked number of points and keeps its ends', async () => {
    const found = await body<Performance>('/api/v1/factors/RSI14/performance?points=10&start=2023-01-01');
    expect(found.longShort).toHaveLength(10);
    expect(found.longShort[0]?.date).toBe('2023-01-02');
    expect(found.sessions).toBe(300);
  });
});

describe('GET /api/v1/factors/:factor/performance of the part that is seen', () => {
  const period = 'start=2023-01-01&end=2023-12-31';

  test('has the points of the whole lines between the two days, finer', async () => {
    const whole = await body<Performance>(`/api/v1/factors/RSI14/performance?${period}&points=20000`);
    const seen = await body<Performance>(
      `/api/v1/factors/RSI14/performance?${period}&points=20000&from=2023-03-01&to=2023-04-30`,
    );
    const inside = ({ date }: { date: string }) => date >= '2023-03-01' && date <= '2023-04-30';
    expect(seen.longShort).toHaveLength(61);
    expect(seen.longShort).toEqual(whole.longShort.filter(inside));
    expect(seen.drawdown).toEqual(whole.drawdown.filter(inside));
    const thinned = await body<Performance>(`/api/v1/factors/RSI14/performance?${period}&points=100`);
    expect(thinned.longShort.filter(inside).length).toBeLessThan(40);
  });

  test('refuses days in the wrong order', async () => {
    const { status, body: problem } = await ask(app, '/api/v1/factors/RSI14/performance?from=2023-04-01&to=2023-03-01');
    expect([status, (problem as ProblemBody).code]).toEqual([400, 'RANGE_REVERSED']);
  });
});

describe('GET /api/v1/factors/:factor/signal', () => {
  test('gives the statistics that the run stored for the range, and only the sessions of the range', async () => {
    const all = await body<Signal>('/api/v1/factors/RSI14/signal?start=2023-01-01&end=2023-12-31');
    expect(all).toMatchObject({
      start: '2023-01-01',
      end: '2023-12-31',
      stocks: 4,
      weighting: 'cap',
      seriesHorizon: 1,
    });
    expect(all.decay).toMatchObject([
      { horizon: 1, mean: 0.0123, tStat: null },
      { horizon: 21, mean: 0.045, tStat: -1.5 },
    ]);
    // 3.182 is the quantile of Student's t at 0.975 with three degrees of freedom.
    expect(all.decay[1]?.low).toBeCloseTo(0.045 - 3.1824 * 0.03, 5);
    expect(all.decay[0]).toMatchObject({ low: null, high: null });
    expect(all.quantiles.map(({ group, mean }) => [group, mean])).toEqual([
      ['1 of 3', -0.0001 * 252],
      ['2 of 3', null],
      ['3 of 3', 0.0004 * 252],
    ]);
    expect(all.coefficients).toHaveLength(59);
    const earlier = await body<Signal>('/api/v1/factors/RSI14/signal?start=2022-01-01&end=2022-12-31');
    expect(earlier.coefficients).toEqual([]);
  });

  test('says so when the series no longer has the mean that the run stored', async () => {
    const found = await body<Signal>('/api/v1/factors/RSI14/signal?start=2023-01-01&end=2023-12-31');
    expect(found.asStored).toBe(false);
  });

  test('refuses dates that are not a range of the run and names its ranges', async () => {
    const answer = await ask(app, '/api/v1/factors/RSI14/signal?start=2023-01-10&end=2023-01-20');
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ code: 'RANGE_NOT_FOUND' });
    expect((answer.body as ProblemBody).remedy).toContain('2023-01-01 to 2023-12-31');
  });

  test('has the stored statistics and no series when the run stored no values, and no chart of a series', async () => {
    const answer = await ask(app, '/api/v1/factors/PB/signal');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ stocks: 0, coefficients: [], normalQuantiles: [], asStored: true });
    expect((answer.body as Signal).decay).toHaveLength(2);
    const chart = await ask(app, '/api/v1/charts/ic?factor=PB');
    expect([chart.status, (chart.body as ProblemBody).code]).toEqual([404, 'SIGNAL_MISSING']);
  });
});

describe('GET /api/v1/factors/:factor/ranking', () => {
  test('has the coefficients that the run stored, and says why there is no more, where it kept no values', async () => {
    const found = await body<Ranking>('/api/v1/factors/PB/ranking');
    expect(found.missing).toContain('no value of PB is stored');
    expect(found.decay).toMatchObject([
      { horizon: 1, mean: 0.0123, neweyWestT: null },
      { horizon: 21, mean: 0.045, tStat: -1.5 },
    ]);
    expect([found.groups, found.months]).toEqual([[], []]);
  });

  test('says so when what is ranked again no longer has the means of the run', async () => {
    expect((await body<Ranking>('/api/v1/factors/RSI14/ranking')).asStored).toBe(false);
  });
});

describe('GET /api/v1/factors/:factor/events', () => {
  test('gives the stored event study of one date range, as JSON and as CSV', async () => {
    const found = await body<EventStudies>('/api/v1/factors/RSI14/events?start=2023-01-01&end=2023-12-31');
    expect(found.rows).toHaveLength(22);
    expect(found.rows[0]).toEqual({
      event: 'enters_high',
      offset: -5,
      events: 40,
      abnormal: wobble(0, 0, 9) / 100,
      cumulative: wobble(0, 0, 10) / 20,
    });
    const { text } = await ask(app, '/api/v1/factors/RSI14/events?start=2023-01-01&end=2023-12-31&format=csv');
    expect(text.split('\r\n')[0]).toBe('run,synthetic,event,offset,events,abnormal,cumulative');
    expect(text.trimEnd().split('\r\n')).toHaveLength(23);
  });

  test('has no row, and no chart, where the run stored none', async () => {
    expect((await body<EventStudies>('/api/v1/factors/PB/events')).rows).toEqual([]);
    const chart = await ask(app, '/api/v1/charts/event-study?factor=PB');
    expect([chart.status, (chart.body as ProblemBody).code]).toEqual([404, 'EVENTS_MISSING']);
  });
});

describe('GET /api/v1/factors/:factor/rolling-beta', () => {
  test('has no beta where the returns are shorter than the window, and says which window', async () => {
    const found = await body<RollingBeta>('/api/v1/factors/RSI14/rolling-beta?start=2023-01-01&end=2023-12-31');
    expect(found.sessions).toBe(252);
    expect(found.median.every(({ value }) => value === null)).toBe(true);
  });
});

describe('GET /api/v1/factors/:factor/details', () => {
  test('gives the regressions of one date range with the ex-self variant', async () => {
    const found = await body<DetailPageBody>('/api/v1/factors/RSI14/details?start=2020-01-01&end=2020-12-31&sort=beta');
    expect(found.total).toBe(4);
    const betas = [0, 1, 2, 3].map((stock) => wobble(stock, 2020, 7)).sort((a, b) => a - b);
    expect(found.rows.map((row) => row.beta)).toEqual(betas);
    expect(found.rows[0]).toMatchObject({ tStatExSelf: (betas[0] as number) * 6, dropReason: null });
  });

  test('gives all ranges as CSV', async () => {
    const { text } = await ask(app, '/api/v1/factors/RSI14/details?format=csv');
    expect(text.trimEnd().split('\r\n')).toHaveLength(25);
    expect(text.startsWith('run,synthetic,factor,symbol,start,end,observations,alpha,beta,alphaTStat,tStat')).toBe(
      true,
    );
    expect(text).toContain(`${fixtureRun},true,RSI14,ALPHA,2018-01-01,2018-12-31,250,0.0001,`);
  });
});

describe('GET /api/v1/factors/:factor/report', () => {
  const panels = (text: string) => [...text.matchAll(/<section class="panel" id="([^"]+)"/g)].map(([, id]) => id);

  test('is one file with every chart and its numbers that asks for nothing else', async () => {
    const { status, headers, text } = await ask(app, '/api/v1/factors/RSI14/report');
    expect([status, headers['content-disposition']]).toEqual([200, 'attachment; filename="RSI14.html"']);
    expect(panels(text)).toHaveLength(17);
    expect(text.match(/<summary>Numbers/g)).toHaveLength(17);
    expect(text).toContain('SYNTHETIC DATA');
    expect(text).not.toMatch(/<script|<link|<img|src=|url\((?!#)/);
  });

  test('says the verdict, the definition, the coverage and the costs before any chart, and how every statistic is estimated', async () => {
    const { text } = await ask(app, '/api/v1/factors/RSI14/report');
    const before = text.slice(0, text.indexOf('<svg'));
    for (const part of [
      'class="verdict"',
      'Relative strength',
      '250 of 252 sessions',
      'costs 2.00 % a year',
      '10 basis points',
    ])
      expect(before).toContain(part);
    expect(text).toContain('how each is estimated');
    expect(text).toMatch(/<td>[^<]+<\/td><td>0\.0450?<\/td><td>[^<]+<\/td>/);
  });

  test('leaves the series of the signal out when the run stored no values', async () => {
    const { status, text } = await ask(app, '/api/v1/factors/PB/report');
    expect(status).toBe(200);
    expect(panels(text)).toHaveLength(8);
    expect(panels(text)).toContain('ic-decay');
  });
});

describe('GET /api/v1/charts/:chart', () => {
  test('draws the same chart as SVG with title, caption, run and synthetic mark, and without styles or scripts', async () => {
    const { status, headers, text } = await ask(app, '/api/v1/charts/t-statistics?width=700&height=320');
    expect([status, headers['content-type']]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    expect(text).toContain('<title>T-statistic by factor type</title>');
    expect(text).toContain('SYNTHETIC DATA');
    expect(text).toContain(fixtureRun);
    expect(text).not.toMatch(/<script|<style| style=|href=/);
  });

  test('draws PNG at twice the size', async () => {
    const { headers, bytes } = await ask(app, '/api/v1/charts/cumulative?factor=RSI14&format=png&width=400&height=300');
    expect(headers['content-type']).toBe('image/png');
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(bytes.readUInt32BE(16)).toBe(800);
  });

  test.each(['beta', 'r-squared'])('draws %s for a filter', async (chart) => {
    expect((await ask(app, `/api/v1/charts/${chart}?type=fundamental&scheme=dark`)).status).toBe(200);
  });

  test.each([
    'premium-ranges',
    'drawdown',
    'rolling-premium',
    'quantiles',
    'ic',
    'quantile-wealth',
    'ic-decay',
    'ic-sizes',
    'rank-autocorrelation',
    'leg-turnover',
    'ic-histogram',
    'ic-qq',
    'ic-months',
    'event-study',
    'stock-betas',
  ])('draws %s of a factor', async (chart) => {
    expect((await ask(app, `/api/v1/charts/${chart}?factor=RSI14`)).status).toBe(200);
  });

  test.each([
    ['/api/v1/charts/pie', 404, 'CHART_NOT_FOUND'],
    ['/api/v1/charts/constructor', 404, 'CHART_NOT_FOUND'],
    ['/api/v1/charts/ic', 400, 'FACTOR_NEEDED'],
    ['/api/v1/charts/ic?factor=NOPE', 404, 'FACTOR_NOT_FOUND'],
    ['/api/v1/charts/beta?width=1000000', 400, 'INVALID_REQUEST'],
    ['/api/v1/factors/NOPE', 404, 'FACTOR_NOT_FOUND'],
    ["/api/v1/factors/'%20OR%201=1", 404, 'FACTOR_NOT_FOUND'],
    ['/api/v1/factors/RSI14/performance?points=10000000', 400, 'INVALID_REQUEST'],
    ['/api/v1/factors/RSI14/details?sort=password', 400, 'INVALID_REQUEST'],
  ])('%s is answered with %i %s', async (path, status, code) => {
    const answer = await ask(app, path);
    expect(answer.status).toBe(status);
    expect((answer.body as ProblemBody).code).toBe(code);
  });
});
