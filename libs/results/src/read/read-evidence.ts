import type { Warehouse } from '@fm/warehouse';
import type { FactorRelation } from '../evidence/relation-records.ts';
import type { RangeName } from '../store/store-evidence.ts';

/** One session of an event study; returns are fractions, null is missing. */
export interface StudyPoint extends RangeName {
  readonly event: string;
  /** Sessions since the stock entered the leg. */
  readonly offset: number;
  readonly events: number;
  readonly abnormal: number | null;
  readonly cumulative: number | null;
}

/** What a run knows about one factor besides its summaries. */
export interface FactorEvidence {
  readonly relations: readonly (FactorRelation & RangeName)[];
  readonly studies: readonly StudyPoint[];
}

/** Reads how a factor relates to the others of its run, and its event studies, over all ranges. */
export async function readEvidence(warehouse: Warehouse, runId: string, factor: string): Promise<FactorEvidence> {
  const parameters = { run: runId, factor };
  const relations = await warehouse.query<FactorRelation & RangeName>(
    `SELECT toString(start) AS start, toString(end) AS end, factor, other, observations, correlation,
            spanning_beta AS spanningBeta
     FROM factor_relations FINAL WHERE run_id = {run:String} AND factor = {factor:String} ORDER BY start, end, other`,
    parameters,
  );
  const studies = await warehouse.query<StudyPoint>(
    `SELECT toString(start) AS start, toString(end) AS end, event, offset, events, abnormal, cumulative
     FROM event_studies FINAL WHERE run_id = {run:String} AND factor = {factor:String}
     ORDER BY start, end, event, offset`,
    parameters,
  );
  return { relations, studies };
}
