import { expect, test } from '@jest/globals';
import { decayText } from '@fm/results/evidence';
import { readDecay } from '@fm/results/read';
import { factorReturnsTable, factorSummariesTable, runsTable } from '@fm/warehouse';
import { emptyWarehouse } from '@fm/warehouse/testing/empty-warehouse';
import { weekdays } from '@fm/warehouse/testing/wave-prices';
import { changesBetween } from './changes-between-days.ts';
import { readKnownState } from './known-state.ts';

const days = weekdays('2012-01-02', 2600);
const fall = '2017-01-02';
/** Returns that pay low values until a day and nothing afterwards, with noise that is the same on every run. */
const returnOn = (date: string, t: number, stops: boolean): number =>
  0.004 * Math.sin(t * t * 0.7 + t) - (stops && date >= fall ? 0 : 0.0008);
const judged = { premiumPValue: 0.0001, premiumPValueBenjaminiHochberg: 0.01, sharpeAboveLuck: 0.9 };
const coverage = { sessions: 2600, sessionsWithReturn: 2600, meanStocks: 10, drops: [] };

async function filled() {
  const warehouse = await emptyWarehouse();
  const factors = ['FADES', 'LASTS'];
  await warehouse.insert(runsTable, [
    {
      ...{ run_id: 'r', started_at: '2022-01-03 00:00:00.000', status: 'succeeded', request: '{}', data_version: '' },
      ...{
        code_version: '',
        synthetic: false,
        notes: '[]',
        finished_at: null,
        error: '',
        planned_at: null,
        thread_no: 0,
      },
      ...{ parallel_m: 0, jobs: 0, runner: '', execution: '', host: '', pid: 0, slices: 0, attempt: 1, version: 1n },
    },
  ]);
  await warehouse.insert(
    factorSummariesTable,
    factors.map((factor) => ({
      ...{ run_id: 'r', factor, factor_type: 'price', start: days[0]!, end: days.at(-1)!, stocks: 10, mean_beta: null },
      ...{ mean_t_stat: null, mean_r_squared: null, significant: 0, significant_adjusted: 0, premium: -0.15 },
      ...{ volatility: null, sharpe: null, max_drawdown: null, premium_t_stat: -9, statistics: JSON.stringify(judged) },
      ...{ coverage: JSON.stringify(coverage), version: 1n, role: 'sample', side: 'short' },
    })),
  );
  await warehouse.insert(
    factorReturnsTable,
    factors.flatMap((factor) =>
      days.map((date, t) => ({
        ...{ run_id: 'r', factor, date, high: 0, low: 0, factor_return: returnOn(date, t, factor === 'FADES') },
        ...{ stocks_high: 3, stocks_low: 3, version: 1n },
      })),
    ),
  );
  return warehouse;
}

test('a believed factor that stopped earning is reported once, with the month, and one that continues is not', async () => {
  const warehouse = await filled();
  const samples = ['FADES', 'LASTS'].map((factor) => ({ factor, start: days[0]!, end: days.at(-1)!, premium: -0.15 }));
  const [fades, lasts] = await readDecay(warehouse, 'r', samples);
  expect(fades).toMatchObject({ factor: 'FADES', state: 'stopped' });
  expect(Math.abs(Date.parse(`${fades!.since}-01`) - Date.parse(fall)) / 86_400_000).toBeLessThan(70);
  expect(lasts).toMatchObject({ factor: 'LASTS', state: 'steady' });
  expect(decayText(lasts!)).toContain('no sign that it earns less');
  // Means of all months, a second time: of the side that pays, a year.
  const before = days.filter((day) => day.slice(0, 7) < fades!.since);
  const months = [...new Set(before.map((day) => day.slice(0, 7)))];
  const means = months.map((month) => {
    const values = days.flatMap((day, t) => (day.startsWith(month) ? [-252 * returnOn(day, t, true)] : []));
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  });
  expect(fades!.before).toBeCloseTo(means.reduce((sum, value) => sum + value, 0) / means.length, 10);
  expect(fades!.rolling[0]!.month).toBe('2014-12');
  expect(fades!.rolling[0]!.low).toBeLessThan(fades!.rolling[0]!.mean);
  // The month in which the sample ends is not over.
  expect(fades!.rolling.at(-1)!.month < days.at(-1)!.slice(0, 7)).toBe(true);

  const state = await readKnownState(warehouse, 'r');
  expect(state.verdicts).toEqual({ FADES: 'believe', LASTS: 'believe' });
  const alerts = (changes: string[]) => changes.filter((line) => line.startsWith('ALERT'));
  expect(alerts(changesBetween(undefined, state))).toEqual([
    expect.stringMatching(/^ALERT: FADES stopped earning about 201/),
  ]);
  expect(alerts(changesBetween(state, state))).toEqual([]);
  const { decay: _, ...older } = state;
  const doubted = { ...state, verdicts: { FADES: 'no evidence', LASTS: 'believe' } };
  expect(alerts(changesBetween(older, doubted))).toHaveLength(1);
  expect(alerts(changesBetween({ ...older, verdicts: {} }, doubted))).toEqual([]);
});
