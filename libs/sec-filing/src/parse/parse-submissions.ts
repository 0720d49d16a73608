import { badShape } from '../errors.ts';
import type { Filing, Problem } from '../model.ts';
import { acceptanceMoment, timeBasis } from './acceptance-time.ts';
import { isAccession, isDay, isName, isRecord, problem } from './checks.ts';

/** The columns of a filing index that are read. */
const required = ['accessionNumber', 'filingDate', 'acceptanceDateTime', 'form'] as const;

/** Whether the value is a filing index: a table stored by columns. */
export function isFilingIndex(value: unknown): value is Readonly<Record<string, unknown>> {
  return isRecord(value) && required.every((name) => name in value);
}

/**
 * Filings of an index stored by columns.
 *
 * @throws FILING_SHAPE when the columns are not arrays of one length: no row could be trusted then
 */
export function parseFilingIndex(
  index: Readonly<Record<string, unknown>>,
  where: string,
): { filings: Filing[]; problems: Problem[] } {
  const column = (name: string) => {
    const values = index[name];
    if (!Array.isArray(values)) throw badShape(where, `column ${name} of the filing index is not an array`);
    return values as readonly unknown[];
  };
  const optional = (name: string) => (index[name] === undefined ? undefined : column(name));
  const [accns, dates, times, forms] = required.map(column) as [unknown[], unknown[], unknown[], unknown[]];
  const [reports, xbrl] = [optional('reportDate'), optional('isXBRL')];
  for (const values of [dates, times, forms, reports, xbrl])
    if (values !== undefined && values.length !== accns.length)
      throw badShape(where, 'the columns of the filing index differ in length');

  const basis = timeBasis(accns.map((_, row) => ({ accepted: times[row], filed: dates[row], form: forms[row] })));
  const filings: Filing[] = [];
  const problems: Problem[] = [];
  accns.forEach((accn, row) => {
    const filed = dates[row];
    const form = forms[row];
    const acceptedAt = acceptanceMoment(times[row], basis);
    const report = reports?.[row];
    if (!isAccession(accn) || !isDay(filed) || !isName(form) || acceptedAt === undefined) {
      const part = { accn, filed, form, acceptanceDateTime: times[row] };
      problems.push(problem(`filings[${row}]`, 'FILING_INVALID', 'number, date, time or form cannot be read', part));
      return;
    }
    filings.push({
      accn,
      form,
      filed,
      reportDate: isDay(report) ? report : null,
      acceptedAt,
      xbrl: xbrl === undefined ? undefined : xbrl[row] === 1,
    });
  });
  return { filings, problems };
}
