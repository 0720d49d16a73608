import type { EventStudyRow } from '../api/factor-schemas.ts';
import type { Reader } from './reader.ts';

/** Event studies of a factor over one date range of a run, by event and session. */
export function readEvents(
  reader: Reader,
  place: { readonly run: string; readonly factor: string; readonly start: string; readonly end: string },
): Promise<EventStudyRow[]> {
  return reader.rows<EventStudyRow>(
    `SELECT event, offset, events, abnormal, cumulative
     FROM event_studies FINAL
     WHERE run_id = {run:String} AND factor = {factor:String}
       AND toString(event_studies.start) = {start:String} AND toString(event_studies.end) = {end:String}
     ORDER BY event, offset`,
    place,
  );
}
