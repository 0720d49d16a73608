import { existsSync } from 'node:fs';
import { Quarantine, type QuarantineRow } from '@fm/warehouse';
import { noSuchEntry, originGone } from '../errors.ts';
import { flag, objectWith, StoredJson, text } from '@fm/platform/stored-json';
import type { LabelFields } from './document.ts';
import { ingestReports } from './ingest.ts';
import { processReportObject } from './process-object.ts';
import type { ProcessedReport, ReportDeps } from './process-reports.ts';

const storedPayload = new StoredJson<{ readonly label?: LabelFields }>(
  'the label of a document',
  objectWith({}, { label: objectWith({}, { symbol: text, kind: text, published: text, synthetic: flag }) }),
);

/** Everything a replay needs. */
export interface ReplayReportOptions extends ReportDeps {
  /** Id of the quarantine entry. */
  readonly id: string;
}

/** The outcome of the entry. */
export interface ReplayedReport {
  readonly state: 'replayed' | 'open';
  /** Why it stays open. */
  readonly reason: string;
}

/**
 * Reads the document of a quarantine entry again under today's rules, under the label it was given; where the model's
 * answer could not be used, the model is asked again. The entry is `replayed` when the document can be used now, else it
 * stays `open` with the reason.
 *
 * @throws REPORT_NO_ENTRY, REPORT_ORIGIN_GONE; REPORT_UNLABELLED, REPORT_NO_MODEL, BEDROCK_CALL_FAILED
 */
export async function replayReport({ id, ...deps }: ReplayReportOptions): Promise<ReplayedReport> {
  const quarantine = new Quarantine(deps.warehouse);
  const entry = await quarantine.get(id);
  if (entry?.source !== 'financial-report') throw noSuchEntry(id);
  const processed = await readAgain({ ...deps, again: true }, entry);
  if (processed.fault !== undefined) return { state: 'open', reason: processed.fault.message };
  await quarantine.setState(id, 'replayed');
  return { state: 'replayed', reason: '' };
}

async function readAgain(deps: ReportDeps, { uri, payload }: QuarantineRow): Promise<ProcessedReport> {
  const processed = existsSync(uri)
    ? (await ingestReports(deps, { paths: [uri], label: labelIn(payload, uri) }))[0]
    : isKey(uri)
      ? await processReportObject(deps, uri, deps.clock.now())
      : undefined;
  if (processed === undefined) throw originGone(uri);
  return processed;
}

function isKey(uri: string): boolean {
  return /^[\w.=+@,-]+(\/[\w.=+@,-]+)*$/.test(uri);
}

function labelIn(payload: string, uri: string): LabelFields {
  return storedPayload.read(payload, `quarantine, ${uri}`).label ?? {};
}
