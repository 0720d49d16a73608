import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { executeWorkflow, type Execution } from '@fm/mining/workflow-local';
import { localObjectStore } from '@fm/object-store';
import { bundled } from '@fm/platform/testing';
import { universeText } from '@fm/platform/universe';
import { openWarehouse, pricesTable, type Warehouse } from '@fm/warehouse';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';

const program = (source: string): string => bundled(fileURLToPath(new URL(source, import.meta.url)));
const patience = 240_000;

/** The invented market: nine stocks with a price on every weekday from 2019 on. */
const prices = wavePrices(9, '2019-01-01', 522);
const days = [...new Set(prices.map(({ date }) => String(date)))].sort();
const [monday, tuesday, wednesday] = days.slice(-3) as [string, string, string];
const symbols = [...new Set(prices.map(({ symbol }) => String(symbol)))].sort();
/** Everything until a day, of stocks that are in on that day. */
const arriving = (day: string, stocks = symbols) =>
  prices.filter(({ date, symbol }) => String(date) === day && stocks.includes(String(symbol)));

describe('the chain of a day, in the workflow that the schedule of the cloud starts', () => {
  let home: string;
  let warehouse: Warehouse;
  let job: string;
  let faultyJob: string;
  beforeAll(async () => {
    job = program('./main.ts');
    faultyJob = program('./testing/faulty-job.ts');
    home = mkdtempSync(join(tmpdir(), 'fm-day-'));
    writeFileSync(join(home, 'universe.csv'), universeText(symbols.map((symbol) => ({ symbol }))));
    warehouse = await openWarehouse({ home });
    await warehouse.insert(
      pricesTable,
      prices.filter(({ date }) => String(date) < monday),
    );
  });
  afterAll(async () => {
    await warehouse.close();
    rmSync(home, { recursive: true, force: true });
  });

  const execute = (day: string, faults: readonly object[] = []) =>
    executeWorkflow(
      { factors: ['ROC20'], ranges: ['2020-02-03..2020-12-31'], scheduledTime: `${day}T23:00:00Z` },
      {
        store: localObjectStore(join(home, 'objects')),
        jobCommand: [process.execPath, faultyJob],
        jobs: 2,
        folder: home,
        retryMilliseconds: 1,
        graceMilliseconds: 500,
        environment: {
          FM_HOME: home,
          CLICKHOUSE_URL: '',
          FM_TEST_JOB: job,
          FM_TEST_FAULTS: JSON.stringify(faults),
          FM_UNIVERSE_OBJECT: pathToFileURL(join(home, 'universe.csv')).href,
        },
      },
    );
  const left = ({ events }: Execution) => events.filter(({ kind }) => kind === 'left').map(({ state }) => state);
  const outcomeOf = ({ name }: Execution) =>
    JSON.parse(readFileSync(join(home, 'objects/runs', name, 'outcome.json'), 'utf8')) as unknown;
  const notifications = (): { subject: string; message: string }[] => {
    const file = join(home, 'notifications.jsonl');
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    return lines.map((line) => JSON.parse(line) as { subject: string; message: string });
  };

  test(
    'checks that everything is in, mines, and reports how many factors were judged',
    async () => {
      await warehouse.insert(pricesTable, arriving(monday));
      const execution = await execute(monday);
      expect(execution).toMatchObject({ status: 'SUCCEEDED' });
      expect(left(execution)).toEqual([
        ...['StoreRequest', 'IsScheduled', 'Check', 'ReadCheck', 'DayIsIn', 'Validate', 'Plan', 'ReadPlan', 'Panels'],
        ...[
          'Compute',
          'Test',
          'Summarise',
          'Publish',
          'RecordSuccess',
          'WasScheduled',
          'Report',
          'ReadReport',
          'NotifyOfDay',
        ],
        'Mined',
      ]);
      expect(notifications()).toEqual([
        expect.objectContaining({
          subject: `Factors of ${monday}: 1 change`,
          message: expect.stringMatching(
            /^Update of .*\nmarket-data: 9 of 9 in \(100 %\)\nmined: run \w+\nFirst report: 1 factor was judged\.$/,
          ),
        }),
      ]);
    },
    patience,
  );

  test(
    'names the stock that is late, and notifies once although the job that reports was killed',
    async () => {
      await warehouse.insert(pricesTable, arriving(tuesday, symbols.slice(1)));
      const execution = await execute(tuesday, [{ command: 'report', attempts: 2, how: 'kill' }]);
      expect(execution).toMatchObject({ status: 'SUCCEEDED' });
      expect(outcomeOf(execution)).toEqual({ outcome: 'SUCCEEDED' });
      expect(notifications()).toHaveLength(2);
      const { message } = notifications()[1]!;
      expect(message).toContain(`market-data: 8 of 9 in (88 %)`);
      expect(message).toContain(`late: ${symbols[0]}: newest price ${monday}, others have ${tuesday}`);
      expect(message).not.toContain('First report');
    },
    patience,
  );

  test(
    'mines nothing while the provider gave two of nine stocks, says so, and continues when it gave the others',
    async () => {
      await warehouse.insert(pricesTable, arriving(wednesday, symbols.slice(0, 2)));
      const failed = await execute(wednesday);
      expect(failed).toMatchObject({ status: 'SUCCEEDED' });
      expect(left(failed)).not.toContain('Validate');
      expect(outcomeOf(failed)).toEqual({ outcome: 'NOT_MINED' });
      expect(notifications()).toHaveLength(3);
      expect(notifications()[2]).toMatchObject({ subject: `Factors of ${wednesday}: not mined` });
      expect(notifications()[2]!.message).toContain('not mined: prices of 2 of 9 symbols are in, 80 % are needed');
      await warehouse.insert(pricesTable, arriving(wednesday, symbols.slice(2)));
      const again = await execute(wednesday);
      expect(outcomeOf(again)).toEqual({ outcome: 'SUCCEEDED' });
      expect(notifications()).toHaveLength(4);
      expect(notifications()[3]!.message).toContain('market-data: 9 of 9 in (100 %)');
    },
    patience,
  );

  test('has lost and doubled nothing: a run for each of the three days', async () => {
    const [runs] = await warehouse.query("SELECT count() AS runs FROM runs FINAL WHERE status = 'succeeded'");
    expect(runs).toEqual({ runs: '3' });
  });
});
