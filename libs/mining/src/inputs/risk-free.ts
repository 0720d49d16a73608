import type { Warehouse } from '@fm/warehouse';

/**
 * Risk-free return of every session, a fraction: the latest known rate on or before it; zero before the first and where
 * no series was ingested.
 *
 * @returns the returns and whether a series is there
 */
export async function loadRiskFree(
  warehouse: Warehouse,
  sessions: readonly string[],
): Promise<{ returns: Float64Array; known: boolean }> {
  const rows = await warehouse.query<{ day: string; rate: number }>(
    'SELECT toString(date) AS day, rate FROM risk_free FINAL WHERE date <= toDate32({until:String}) ORDER BY date, series',
    { until: sessions[sessions.length - 1] ?? '1970-01-01' },
  );
  const returns = new Float64Array(sessions.length);
  let at = 0;
  sessions.forEach((day, t) => {
    while (at < rows.length && (rows[at] as { day: string }).day <= day) at++;
    returns[t] = rows[at - 1]?.rate ?? 0;
  });
  return { returns, known: rows.length > 0 };
}
