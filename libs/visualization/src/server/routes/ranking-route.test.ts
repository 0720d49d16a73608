import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Warehouse } from '@fm/warehouse';
import type { Ranking } from '../../api/ranking-schemas.ts';
import type { FactorBody } from '../../api/factor-schemas.ts';
import { groupWealth } from '../../charts/ranking.ts';
import { lightTheme } from '../../charts/theme.ts';
import { ask } from '../../testing/ask.ts';
import { giveMarketValues } from '../../testing/market-values.ts';
import { minedDashboard, type MinedDashboard } from '../../testing/mined-dashboard.ts';
import { createDashboard } from '../dashboard.ts';

const address = '/api/v1/factors/ROC20/ranking';
let dashboard: MinedDashboard;
let warehouse: Warehouse;
let app: MinedDashboard['app'];
let get: MinedDashboard['get'];

beforeAll(async () => {
  dashboard = await minedDashboard();
  ({ warehouse, app, get } = dashboard);
}, 120_000);
afterAll(() => dashboard.end());

describe('GET /api/v1/factors/:factor/ranking', () => {
  test('compounds the returns that the run stored of its outer groups, and gives all groups the same dates', async () => {
    const { groups, dates, asStored, missing } = await get<Ranking>(address);
    expect([asStored, missing, groups.map(({ group }) => group)]).toEqual([true, null, ['1 of 3', '2 of 3', '3 of 3']]);
    const stored = await warehouse.query<{ day: string; high: number; low: number }>(
      `SELECT toString(date) AS day, high, low FROM factor_returns FINAL WHERE factor = 'ROC20' ORDER BY date`,
    );
    const wealth = { high: 1, low: 1 };
    const at = new Map(dates.map((date, place) => [date, place]));
    let compared = 0;
    for (const { day, high, low } of stored) {
      if (Number.isFinite(high)) wealth.high *= 1 + high;
      if (Number.isFinite(low)) wealth.low *= 1 + low;
      const place = at.get(day);
      if (place === undefined) continue;
      compared++;
      expect((groups[2]?.wealth[place] as number) / wealth.high).toBeCloseTo(1, 5);
      expect((groups[0]?.wealth[place] as number) / wealth.low).toBeCloseTo(1, 5);
    }
    expect(compared).toBeGreaterThan(300);
    expect(dates.at(-1)).toBe(stored.at(-1)?.day);
  });

  test('has the coefficients of the run at its horizons, and others beside them', async () => {
    const { decay, lag, rebalance, months } = await get<Ranking>(address);
    const { summaries } = await get<FactorBody>('/api/v1/factors/ROC20');
    const sample = summaries.find(({ role }) => role === 'sample');
    expect(decay.map(({ horizon }) => horizon)).toEqual([1, 5, 10, 21, 63]);
    for (const horizon of [1, 5, 21])
      expect(decay.find((row) => row.horizon === horizon)?.mean).toBeCloseTo(
        sample?.statistics[`ic${horizon}Mean`] as number,
        12,
      );
    expect([lag, rebalance]).toEqual([5, 'weekly']);
    expect(months.length).toBeGreaterThan(12);
  });

  test('says why stocks are not split by size, and splits them once market values are known', async () => {
    const before = await get<Ranking>(address);
    expect(before.sizes).toMatchObject({ share: null, groups: [] });
    expect(before.sizes.missing).toContain('no market value is known');
    expect(await ask(app, '/api/v1/charts/ic-sizes?factor=ROC20')).toMatchObject({
      status: 404,
      body: { code: 'RANKING_MISSING' },
    });
    const symbols = await warehouse.query<{ symbol: string }>('SELECT DISTINCT symbol FROM prices ORDER BY symbol');
    await giveMarketValues(
      warehouse,
      symbols.map(({ symbol }) => symbol),
    );
    // What is kept of a complete run is that of the first question: a later server reads again.
    const later = await createDashboard({ warehouse });
    const { sizes } = (await ask(later, address)).body as Ranking;
    await later.close();
    expect(sizes).toMatchObject({ missing: null, share: 1 });
    expect(sizes.groups.map(({ group, stocks, horizon }) => [group, stocks, horizon])).toEqual(
      ['small', 'medium', 'large'].map((group) => [group, 3, 21]),
    );
  });

  test('is drawn on a logarithmic axis with every point, so that the pointer finds all groups on one date', async () => {
    const { option } = groupWealth(await get<Ranking>(address), { theme: lightTheme, width: 900, synthetic: false });
    expect(option.yAxis).toMatchObject({ type: 'log' });
    expect(option.tooltip).toMatchObject({ trigger: 'axis' });
    const lines = option.series as { sampling: string; data: [string, number][] }[];
    const days = lines.map(({ data }) => data.map(([day]) => day));
    for (const own of days) expect(own).toEqual(days[0]);
    expect(lines.map(({ sampling }) => sampling)).toEqual(['none', 'none', 'none']);
  });

  test('gives the groups as CSV, and refuses dates that are no range', async () => {
    const { text } = await ask(app, `${address}?format=csv`);
    expect(text.split('\r\n')[0]).toBe('run,synthetic,date,1 of 3,2 of 3,3 of 3');
    const answer = await ask(app, `${address}?start=2020-02-01&end=2020-02-20`);
    expect(answer).toMatchObject({ status: 404, body: { code: 'RANGE_NOT_FOUND' } });
  });
});
