import { labelOf } from './document.ts';
import { processReport, type ProcessedReport, type ReportDeps } from './process-reports.ts';

/**
 * Reads a document from the object store. Its label is the object's metadata (`symbol`, `kind`, `published`), else its
 * key `financial-reports/documents/SYMBOL/KIND/YYYY-MM-DD/NAME`. The same object again changes nothing.
 *
 * @param collectedAt - when the object was stored; the moment of knowledge of a document without a publication date
 * @returns what became of it, or undefined when there is no such object any more
 * @throws REPORT_UNLABELLED, BEDROCK_CALL_FAILED, REPORT_IN_PROGRESS, REPORT_NO_MODEL
 */
export async function processReportObject(
  deps: ReportDeps,
  key: string,
  collectedAt: Date,
): Promise<ProcessedReport | undefined> {
  const object = await deps.store.get(key);
  if (object === undefined) return undefined;
  const { symbol, kind, published } = { ...labelInKey(key), ...object.metadata };
  return processReport(deps, {
    uri: key,
    bytes: object.body,
    label: labelOf({ symbol, kind, published }, collectedAt, key),
  });
}

function labelInKey(key: string): { symbol?: string; kind?: string; published?: string } {
  const match = /(?:^|\/)documents\/([^/]+)\/([^/]+)\/(\d{4}-\d{2}-\d{2})\/[^/]+$/.exec(key);
  if (match === null) return {};
  const [, symbol, kind, published] = match;
  return { symbol: symbol!, kind: kind!, published: published! };
}
