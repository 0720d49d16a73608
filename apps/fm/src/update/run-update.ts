import { changesBetween, notMinedReason, readKnownState, type DayReport } from '@fm/mining/day';
import type { RunRequest } from '@fm/results';
import type { Clock } from '@fm/platform';
import type { Warehouse } from '@fm/warehouse';
import { mineWithProgress } from '../mine-with-progress.ts';
import { collectSources } from './collect-sources.ts';
import type { ReportFolder } from './report-folder.ts';

export interface UpdateOptions {
  readonly warehouse: Warehouse;
  readonly symbols: readonly string[];
  readonly request: RunRequest;
  /** Least share of the symbols whose prices must be in before anything is mined. */
  readonly leastShare: number;
  readonly reports: ReportFolder;
  readonly clock: Clock;
  /** Ingests files delivered in addition to the providers; returns what was not used. @default nothing */
  readonly ingest?: (warehouse: Warehouse) => Promise<readonly string[]>;
}

/**
 * The steps of a day: collect, ingest files, check that the day is in, mine, and report what changed. Every step may be
 * repeated: what is stored is not fetched again, the same run is the same run, and a day has one report.
 */
export async function runUpdate(options: UpdateOptions): Promise<DayReport> {
  const { warehouse, symbols, request, leastShare, reports, clock } = options;
  const day = clock.now().toISOString().slice(0, 10);
  const refused = (await options.ingest?.(warehouse)) ?? [];
  const notUsed = refused.length === 0 ? {} : { notUsed: refused };
  const sources = await collectSources(warehouse, symbols, clock);
  const [prices] = sources;
  const notMined = prices === undefined ? undefined : notMinedReason(prices, leastShare);
  if (notMined !== undefined) {
    const report: DayReport = { day, sources, ...notUsed, notMined, changes: [] };
    reports.write(report, undefined);
    return report;
  }
  const { runId } = await mineWithProgress(warehouse, request);
  const state = await readKnownState(warehouse, runId);
  const report: DayReport = {
    day,
    sources,
    ...notUsed,
    runId,
    changes: changesBetween(reports.stateBefore(day), state),
  };
  reports.write(report, state);
  return report;
}
