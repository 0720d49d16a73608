import { openWarehouse } from '@fm/warehouse';

/** Identity of the run that {@link addLongRun} adds. */
export const longRun = 'bench-100000-sessions';

const sessions = 100_000;
const first = '1950-01-01';

/** Adds a run of one factor with 100,000 sessions to a warehouse; repeating it changes nothing. */
export async function addLongRun(home: string): Promise<void> {
  const warehouse = await openWarehouse({ home });
  const place = { run: longRun, sessions, last: sessions - 1, first };
  await warehouse.command(
    `INSERT INTO factor_returns (run_id, factor, date, high, low, factor_return, stocks_high, stocks_low, version)
     SELECT {run:String}, 'RSI14', addDays(toDate32({first:String}), number), up, down, up - down, 10, 10, 1
     FROM (SELECT number, sin(number * 12.9898) / 100 AS up, sin(number * 78.233) / 100 AS down
           FROM numbers({sessions:UInt32}))`,
    place,
  );
  await warehouse.command(
    `INSERT INTO factor_summaries SELECT * REPLACE ({run:String} AS run_id, toDate32({first:String}) AS start,
       addDays(toDate32({first:String}), {last:UInt32}) AS end)
     FROM (SELECT * FROM factor_summaries FINAL WHERE factor = 'RSI14' AND run_id != {run:String} LIMIT 1)`,
    place,
  );
  await warehouse.command(
    `INSERT INTO runs SELECT * REPLACE ({run:String} AS run_id, toDateTime64('2000-01-01', 3) AS started_at)
     FROM (SELECT * FROM runs FINAL WHERE run_id != {run:String} AND status = 'succeeded' LIMIT 1)`,
    place,
  );
  await warehouse.close();
}
