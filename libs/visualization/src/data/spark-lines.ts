import type { Reader } from './reader.ts';

/** Steps of a spark line. */
const steps = 32;

/**
 * For each factor of a run the logarithm of its compounded long-short wealth at even steps of time, to four digits: what a
 * line of a few pixels can show.
 */
export async function readSparkLines(reader: Reader, run: string): Promise<Map<string, number[]>> {
  const rows = await reader.rows<{ factor: string; line: number[] }>(
    `WITH (SELECT (toInt32(min(date)), toInt32(max(date))) FROM factor_returns WHERE run_id = {run:String}) AS ends
     SELECT factor, arrayMap(sum -> round(sum, 4), arrayCumSum(groupArray(growth))) AS line FROM (
       SELECT factor, intDiv((toInt32(date) - ends.1) * {steps:UInt32}, ends.2 - ends.1 + 1) AS step,
         sum(log1p(greatest(factor_return, -0.9999))) AS growth
       FROM factor_returns FINAL WHERE run_id = {run:String} AND isFinite(factor_return)
       GROUP BY factor, step ORDER BY factor, step)
     GROUP BY factor`,
    { run, steps },
  );
  return new Map(rows.map(({ factor, line }) => [factor, line]));
}
