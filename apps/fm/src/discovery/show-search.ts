import { type Finalist, type LockboxEvidence, type PlaceboReport, type SearchReport, verdictOn } from '@fm/discovery';
import { openingOf, placebosOf, type Opening, type SearchRecord } from '@fm/discovery/store';
import type { Warehouse } from '@fm/warehouse';
import { csvOf, digits, print, tableOf, type Column, type OutputFormat } from '../output.ts';
import { printJson } from '../json-outputs.ts';

interface Row extends Finalist {
  readonly lockbox: LockboxEvidence | undefined;
  readonly level: number | undefined;
}

const number = (heading: string, places: number, cell: (row: Row) => number | null, extra = false): Column<Row> => ({
  ...{ heading, cell, extra },
  text: (row) => digits(cell(row), places),
});

const columns: readonly Column<Row>[] = [
  { heading: 'verdict', cell: verdictOf },
  number('IC disc.', 4, (row) => row.discovery.coefficient),
  number('t', 2, (row) => row.discovery.t),
  number('IC valid.', 4, (row) => row.validation.coefficient),
  number('t', 2, (row) => row.validation.t),
  number('p', 4, (row) => row.familyWiseP),
  number('IC lock-box', 4, (row) => row.lockbox?.coefficient ?? null),
  number('t', 2, (row) => row.lockbox?.t ?? null),
  number('p', 4, (row) => row.lockbox?.familyWiseP ?? null),
  number('V/D', 2, (row) => row.decay, true),
  number('L/D', 2, (row) => row.lockbox?.decay ?? null, true),
  number('deflated', 3, (row) => row.deflated, true),
  number('p (FDR)', 4, (row) => row.falseDiscoveryP, true),
  number('turnover', 2, (row) => row.turnover, true),
  { heading: 'formula', cell: (row) => `${row.sign < 0 ? '-(' : ''}${row.formula}${row.sign < 0 ? ')' : ''}` },
];

function verdictOf(row: Row): string {
  const verdict = verdictOn(row, row.lockbox, row.level);
  return verdict === 'rejected' ? '-' : verdict;
}

/** Writes a search to standard output: one JSON object, or all finalists side by side with what a reader must know. */
export async function showSearch(warehouse: Warehouse, record: SearchRecord, format: OutputFormat): Promise<void> {
  const opening = record.lockbox === undefined ? undefined : await openingOf(warehouse, record.id);
  const placebo = await placebosOf(warehouse, record);
  const { report } = record;
  if (format === 'json')
    return printJson<'discover'>({ ...record, opening: opening ?? null, placebo: placebo ?? null });
  if (report === undefined) return print(`search ${record.id}: ${record.status}; \`fm discover resume\` continues it`);
  const rows = report.finalists.map((finalist): Row => {
    const lockbox = record.lockbox?.finalists.find(({ hash }) => hash === finalist.hash);
    return { ...finalist, lockbox, level: opening?.level };
  });
  if (format === 'csv') return print(csvOf(rows, columns));
  print(headOf(record, report, opening).join('\n'));
  print(`\n${tableOf(rows, columns)}\n`);
  print(verdictLine(rows, report));
  print(placeboLine(record, placebo));
  print(otherLines(report, record).join('\n'));
}

function headOf(record: SearchRecord, report: SearchReport, opening: Opening | undefined): string[] {
  const { trials, periods } = report;
  const neutral = report.neutralTo.length === 0 ? 'nothing' : report.neutralTo.join(', ');
  const period = (name: keyof typeof periods): string => {
    const { start, end, sessions } = periods[name];
    return `${start}..${end} (${sessions} sessions)`;
  };
  const box =
    opening === undefined
      ? `sealed; \`fm discover open ${record.id.slice(0, 12)}\` opens it and records the moment`
      : `opened ${opening.openedAt}, opening ${opening.number} of these days: level ${opening.level.toFixed(4)}`;
  return [
    `search ${record.id}: ${record.request.universe}${report.synthetic ? ' (invented data)' : ''}, ${report.stocks} stocks, horizon ${report.horizon}, neutral to ${neutral}`,
    `discovery ${period('discovery')}, validation ${period('validation')}, lock-box ${period('lockbox')}`,
    `lock-box: ${box}`,
    `${trials.distinct} different formulas tried (${trials.counts.drawn} drawn, ${trials.counts.duplicates} duplicates, ${trials.counts.screened} left after a quarter of the stocks, ${trials.counts.unjudged} without enough values), as good as ${trials.effective.toFixed(0)} unrelated ones; best |t| ${trials.largestT.toFixed(2)}, expected by luck ${trials.expectedByLuck.toFixed(2)}`,
  ];
}

function verdictLine(rows: readonly Row[], report: SearchReport): string {
  const survivors = rows.filter(({ survives }) => survives).length;
  if (survivors === 0)
    return `Nothing survives: none of ${rows.length} finalists has a p-value over all of them of ${report.level} or less in the validation.`;
  const confirmed = rows.filter((row) => verdictOf(row) === 'confirmed').length;
  const inBox = rows.some(({ lockbox }) => lockbox !== undefined)
    ? `; the lock-box confirms ${confirmed}`
    : '; the lock-box is sealed';
  return `${survivors} of ${rows.length} finalists survive the validation at a family-wise ${report.level}${inBox}.`;
}

function placeboLine({ id }: SearchRecord, placebo: PlaceboReport | undefined): string {
  if (placebo === undefined)
    return `whole procedure: no placebo search; \`fm discover placebo ${id.slice(0, 12)}\` repeats it over returns of other sessions`;
  const { p, reruns, budget, tried, declared } = placebo;
  return `whole procedure: p ${digits(p, 3)} by ${reruns} placebo searches of ${budget} candidates each, of which ${declared} declare something; their ${tried} formulas are not trials of the ledger`;
}

function otherLines({ others, periods, notes }: SearchReport, { lockbox }: SearchRecord): string[] {
  const effect = (value: number | null | undefined): string => digits(value ?? null, 4);
  return [
    `beside the verdict: White's reality check p ${digits(others.realityCheckP, 3)}, Hansen p ${digits(others.superiorAbilityP, 3)}, probability of back-test overfitting ${digits(others.overfitting, 2)}`,
    `smallest coefficient that could have been seen: discovery ${effect(periods.discovery.detectable)}, validation ${effect(periods.validation.detectable)}, lock-box ${effect(lockbox?.detectable)}`,
    ...notes.map((text) => `note: ${text}`),
  ];
}
