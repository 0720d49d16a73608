import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readCsv } from '@fm/platform/csv';
import { mine, readRequest } from '@fm/mining';
import { systemClock } from '@fm/platform';
import type { FactorSummary } from '@fm/results';
import { exportRun, readOwnSummaries, type ExportName } from '@fm/results/read';
import { openWarehouse, pricesTable, type Warehouse } from '@fm/warehouse';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';

const home = mkdtempSync(join(tmpdir(), 'fm-export-'));
let warehouse: Warehouse;
let runId = '';

beforeAll(async () => {
  warehouse = await openWarehouse({ home });
  await warehouse.insert(pricesTable, wavePrices(6, '2020-01-01', 193));
  const request = readRequest({ factors: 'ROC20,RSI14', ranges: '2020-04-01..2020-05-31,2020-06-01..2020-06-30' });
  ({ runId } = await mine({ warehouse, request, clock: systemClock, codeVersion: 'test' }));
}, 120_000);
afterAll(async () => {
  await warehouse.close();
  rmSync(home, { recursive: true, force: true });
});

async function exported(name: ExportName): Promise<Record<string, string>[]> {
  const [head, ...records] = readCsv((await exportRun(warehouse, name, 'csv')).toString('utf8'));
  return records.map(({ fields }) =>
    Object.fromEntries((head?.fields ?? []).map((column, at) => [column, fields[at] ?? ''])),
  );
}

describe('an export', () => {
  test('of summaries has a column for every statistic, with the number that was stored', async () => {
    const rows = await exported('factor-summaries');
    const summaries = await readOwnSummaries(warehouse, runId);
    expect(rows).toHaveLength(summaries.length);
    const rowOf = ({ factor, start, end }: FactorSummary) =>
      rows.find((row) => row['factor'] === factor && row['start'] === start && row['end'] === end) ?? {};
    const names = new Set(summaries.flatMap(({ statistics }) => Object.keys(statistics)));
    expect(names.size).toBeGreaterThan(50);
    for (const summary of summaries) {
      const row = rowOf(summary);
      expect(Object.values(row).filter((cell) => cell.startsWith('{'))).toEqual([]);
      for (const name of names) {
        const cell = row[name] ?? 'no column';
        expect(cell === '' ? null : Number(cell)).toBe(summary.statistics[name] ?? null);
      }
      expect(Number(row['sessionsWithReturn'])).toBe(summary.coverage.sessionsWithReturn);
    }
  });

  test.each<[ExportName]>([['factor-values'], ['factor-returns']])(
    'of %s marks the days that lie outside the ranges that were asked for',
    async (name) => {
      const rows = await exported(name);
      const wanted = (date = '') => date >= '2020-04-01' && date <= '2020-06-30';
      for (const row of rows)
        expect([row['date'], row['in_ranges']]).toEqual([row['date'], String(wanted(row['date']))]);
      expect(new Set(rows.map((row) => row['in_ranges']))).toEqual(new Set(['true', 'false']));
    },
  );

  test('begins no text of a CSV file as a formula, and leaves Parquet as it is', async () => {
    await warehouse.command(
      `INSERT INTO factor_returns SELECT run_id, '-ts_mean(close, 5)', date, high, low, factor_return, stocks_high, stocks_low, version
       FROM factor_returns WHERE factor = 'ROC20' AND run_id = '${runId}'`,
    );
    const text = (await exportRun(warehouse, 'factor-returns', 'csv')).toString('utf8');
    expect(text).toContain(`"'-ts_mean(close, 5)"`);
    expect(text).not.toContain(`"-ts_mean`);
    expect((await exportRun(warehouse, 'factor-returns', 'parquet')).subarray(0, 4).toString()).toBe('PAR1');
  });
});
