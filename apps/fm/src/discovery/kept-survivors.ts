import { type Finalist, type LockboxEvidence, verdictOn } from '@fm/discovery';
import type { Opening, SearchRecord } from '@fm/discovery/store';
import type { FormulaText } from '@fm/factors';
import { FmError } from '@fm/platform';

/**
 * What survived a search as formulas to keep, with their history. While the lock-box is sealed these are the finalists that
 * survive the validation; once it is open, those that it confirms.
 *
 * @param opening - of the lock-box of the search; undefined while it is sealed
 * @param prefix - of their names, which are numbered in the order of the report
 * @throws SEARCH_WITHOUT_SURVIVORS
 */
export function survivorsOf(record: SearchRecord, opening: Opening | undefined, prefix: string): FormulaText[] {
  const finalists = record.report?.finalists ?? [];
  const found = finalists.flatMap((finalist) => {
    const evidence = record.lockbox?.finalists.find(({ hash }) => hash === finalist.hash);
    const verdict = verdictOn(finalist, evidence, opening?.level);
    return verdict === 'survives' || verdict === 'confirmed' ? [{ finalist, evidence }] : [];
  });
  if (found.length === 0) throw withoutSurvivors(record, opening);
  return found.map(({ finalist, evidence }, at) => ({
    ...{ name: `${prefix}_${at + 1}`, formula: finalist.formula, sign: finalist.sign },
    ...{ description: historyOf(finalist, evidence, record), source: sourceOf(record, opening) },
  }));
}

function historyOf(
  { discovery, validation }: Finalist,
  box: LockboxEvidence | undefined,
  record: SearchRecord,
): string {
  const coefficient = (value: number | null | undefined): string => value?.toFixed(4) ?? 'missing';
  const inBox = box === undefined ? 'the lock-box sealed' : `${coefficient(box.coefficient)} in the lock-box`;
  return `One of ${record.trials} formulas that a search tried. Mean rank coefficient over ${record.request.horizon} sessions, with the sign that the discovery period gave it: ${coefficient(discovery.coefficient)} in the discovery period, ${coefficient(validation.coefficient)} in the validation, ${inBox}.`;
}

function sourceOf({ id, request: { universe, periods } }: SearchRecord, opening: Opening | undefined): string {
  const range = (name: keyof typeof periods): string => `${periods[name].start}..${periods[name].end}`;
  const opened = opening === undefined ? 'sealed' : `opening ${opening.number}`;
  return `Search ${id.slice(0, 12)} over ${universe}: discovery ${range('discovery')}, validation ${range('validation')}, lock-box ${range('lockbox')} (${opened}).`;
}

function withoutSurvivors({ id, report }: SearchRecord, opening: Opening | undefined): FmError {
  const short = id.slice(0, 12);
  if (report === undefined)
    return new FmError('SEARCH_WITHOUT_SURVIVORS', {
      what: `the search ${short} has not finished`,
      remedy: `Finish it with \`fm discover resume ${short}\`.`,
      kind: 'usage',
    });
  const survived = report.finalists.some(({ survives }) => survives);
  return new FmError('SEARCH_WITHOUT_SURVIVORS', {
    what:
      opening !== undefined && survived
        ? `the lock-box of the search ${short} confirms none of its finalists`
        : `none of the ${report.finalists.length} finalists of the search ${short} survives the validation`,
    remedy: `See them with \`fm discover show ${short}\`; \`fm factors add --formula\` keeps any formula that you choose.`,
    kind: 'usage',
  });
}
