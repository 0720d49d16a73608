import { FmError } from '@fm/platform';
import { isDocumentKind } from '../questions/measures.ts';
import { kindOf } from '../sections/kind.ts';
import { pagesOf } from './answer-document.ts';
import { documentHashOf, labelOf } from './document.ts';
import { faultOf, processReport, storeOutcomes, type ProcessedReport, type ReportDeps } from './process-reports.ts';

/**
 * Reads a document from the object store. Its label is the object's metadata (`symbol`, `kind`, `published`), else its
 * key `reports/SYMBOL[/KIND[/YYYY-MM-DD]]/NAME`; a kind that neither states is read from the first pages. The same object
 * again changes nothing.
 *
 * @param collectedAt - when the object was stored; the moment of knowledge of a document without a publication date
 * @returns its outcome, or undefined if the object no longer exists
 * @throws BEDROCK_CALL_FAILED, REPORT_IN_PROGRESS, REPORT_NO_MODEL, REPORT_UNLABELLED when there is not a symbol
 */
export async function processReportObject(
  deps: ReportDeps,
  key: string,
  collectedAt: Date,
): Promise<ProcessedReport | undefined> {
  const object = await deps.store.get(key);
  if (object === undefined) return undefined;
  const { symbol, kind: stated, published } = { ...labelInKey(key), ...object.metadata };
  const bytes = object.body;
  try {
    const kind = stated ?? kindOf(await pagesOf(deps.reader, { uri: key, bytes }));
    return await processReport(deps, {
      uri: key,
      bytes,
      label: labelOf({ symbol, kind, published }, collectedAt, key),
    });
  } catch (error) {
    if (!(error instanceof FmError) || !error.code.startsWith('PDF_')) throw error;
    const outcome = faultOf(error, { uri: key, hash: documentHashOf(bytes), symbol: symbol ?? '' });
    return (await storeOutcomes(deps.warehouse, [outcome]))[0];
  }
}

interface KeyLabel {
  symbol?: string;
  kind?: string;
  published?: string;
}

/** The parts of `reports/SYMBOL/KIND/YYYY-MM-DD/NAME` that are there. */
function labelInKey(key: string): KeyLabel {
  const [symbol, ...rest] = /(?:^|\/)reports\/(.+)\/[^/]+$/.exec(key)?.[1]?.split('/') ?? [];
  const kind = rest.find(isDocumentKind);
  const published = rest.find((part) => /^\d{4}-\d{2}-\d{2}$/.test(part));
  return {
    ...(symbol === undefined ? {} : { symbol }),
    ...(kind === undefined ? {} : { kind }),
    ...(published === undefined ? {} : { published }),
  };
}
