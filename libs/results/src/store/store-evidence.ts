import {
  dayText,
  eventStudiesTable,
  factorRelationsTable,
  type RowOf,
  type RowSink,
  type Warehouse,
} from '@fm/warehouse/rows';
import type { RunPlace } from '../run-place.ts';
import type { LegStudy } from '../evidence/leg-study.ts';
import type { FactorRelation, ReturnSeries } from '../evidence/relation-records.ts';

/** A date range as results name it. */
export interface RangeName {
  readonly start: string;
  readonly end: string;
}

/** The event studies of one factor and range. */
export interface StudiesOfRange extends RangeName {
  readonly factor: string;
  readonly studies: readonly LegStudy[];
}

/** Writes event studies; every row has its key in the table, so writing them again changes nothing. */
export async function storeStudies(
  sink: RowSink,
  { runId, version }: RunPlace,
  found: readonly StudiesOfRange[],
): Promise<number> {
  const rows = found.flatMap(({ factor, start, end, studies }) =>
    studies.flatMap(({ event, offsets, study }) =>
      offsets.map((offset, at): RowOf<typeof eventStudiesTable> => {
        const { abnormal, cumulative } = study;
        return {
          ...{ run_id: runId, factor, start, end, event, offset, events: study.events, version },
          abnormal: orNull(abnormal[at]?.mean),
          abnormal_t: null,
          cumulative: orNull(cumulative[at]?.mean),
          cumulative_t: null,
        };
      }),
    ),
  );
  if (rows.length > 0) await sink.insert(eventStudiesTable, rows);
  return rows.length;
}

/** How the factors of a run relate over a range. */
export interface RelationsOfRange extends RangeName {
  readonly pairs: readonly FactorRelation[];
}

/**
 * Number of relations per insert: an insert costs more than its rows, and a run of a thousand factors has too many for
 * one.
 */
const pairsAtOnce = 100_000;

/** Writes the relations of the factors of a run, those of several ranges at once. */
export async function storeRelations(
  warehouse: Warehouse,
  { runId, version }: RunPlace,
  ranges: Iterable<RelationsOfRange>,
): Promise<void> {
  let rows: RowOf<typeof factorRelationsTable>[] = [];
  const flush = async (): Promise<void> => {
    if (rows.length > 0) await warehouse.insert(factorRelationsTable, rows);
    rows = [];
  };
  for (const { start, end, pairs } of ranges) {
    for (const { factor, other, observations, correlation, spanningBeta } of pairs) {
      rows.push({
        ...{ run_id: runId, start, end, factor, other, observations, correlation, version },
        spanning_beta: spanningBeta,
        spanning_beta_t: null,
      });
    }
    if (rows.length >= pairsAtOnce) await flush();
    // The next range is computed on request, so that signals and other processes that use this engine can run in between.
    await new Promise((resolve) => setImmediate(resolve));
  }
  await flush();
}

/** The factor returns of a run over all its sessions. */
export interface RunReturns {
  /** Ascending, `YYYY-MM-DD`. */
  readonly sessions: readonly string[];
  readonly series: ReturnSeries;
}

/** Reads the factor returns of a run; a session without one is NaN. */
export async function readRunReturns(warehouse: Warehouse, runId: string): Promise<RunReturns> {
  const rows = await warehouse.query<{ factor: string; days: number[]; values: number[] }>(
    `SELECT factor, groupArray(toInt32(date)) AS days, groupArray(factor_return) AS values
     FROM (SELECT factor, date, factor_return FROM factor_returns FINAL WHERE run_id = {run:String} ORDER BY factor, date)
     GROUP BY factor ORDER BY factor`,
    { run: runId },
  );
  const calendar = [...new Set(rows.flatMap(({ days }) => days))].sort((a, b) => a - b);
  const at = new Map(calendar.map((day, t) => [day, t]));
  const series = rows.map(({ factor, days, values }): [string, Float64Array] => {
    const own = new Float64Array(calendar.length).fill(NaN);
    days.forEach((day, k) => (own[at.get(day) as number] = values[k] as number));
    return [factor, own];
  });
  return { sessions: calendar.map(dayText), series: new Map(series) };
}

/** The series over the sessions of a range only. */
export function cutReturns({ sessions, series }: RunReturns, { start, end }: RangeName): ReturnSeries {
  const from = sessions.findIndex((day) => day >= start);
  const to = sessions.findLastIndex((day) => day <= end) + 1;
  return new Map([...series].map(([factor, own]) => [factor, own.subarray(from === -1 ? to : from, to)]));
}

function orNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
