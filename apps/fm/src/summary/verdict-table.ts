import { adjustedP, deflatedSharpe, netOfHolder } from '@fm/results/evidence';
import type { Verdict } from '@fm/results';
import { csvOf, digits, percent, tableOf, type Column } from '../output.ts';
import type { Style } from '../terminal.ts';

const signs = { [-1]: '-', 0: '.', 1: '+' } as const;

const stat = ({ summary }: Verdict, name: string): number | null => summary.statistics[name] ?? null;

const tOf = (row: Verdict): number | null => row.summary.premiumTStat;

const inHoldout = 'in the hold-out';

const holdoutText = ({ holdout }: Verdict): string =>
  holdout === undefined ? '-' : `${percent(holdout.premium)} (p ${pText(holdout.statistics['premiumPValue'] ?? null)})`;

/** Colour only repeats what the word says. */
const beliefStyles: Readonly<Partial<Record<Verdict['belief'], Style>>> = {
  believe: 'green',
  unsure: 'yellow',
};

const columns: readonly Column<Verdict>[] = [
  { heading: 'verdict', cell: (row) => row.belief, style: (row) => beliefStyles[row.belief] },
  { heading: 'factor', cell: (row) => row.factor },
  { heading: 'premium', cell: (row) => row.summary.premium, text: (row) => percent(row.summary.premium) },
  { heading: 'lit.', extra: true, cell: (row) => signs[row.expectedSign] },
  { heading: 't', cell: tOf, text: (row) => digits(tOf(row), 2) },
  { heading: 'p', cell: (row) => stat(row, 'premiumPValue'), text: (row) => pText(stat(row, 'premiumPValue')) },
  {
    heading: 'p adj.',
    extra: true,
    cell: (row) => adjustedP(row.summary) ?? null,
    text: (row) => pText(adjustedP(row.summary) ?? null),
  },
  {
    heading: 'DSR',
    extra: true,
    cell: (row) => deflatedSharpe(row.summary) ?? null,
    text: (row) => digits(deflatedSharpe(row.summary) ?? null, 2),
  },
  {
    heading: 'net',
    extra: true,
    cell: (row) => netOfHolder(row.summary),
    text: (row) => percent(netOfHolder(row.summary)),
  },
  { heading: 'side', cell: (row) => row.side ?? '-' },
  { heading: inHoldout, cell: holdoutText },
  {
    heading: 'IC',
    cell: (row) => stat(row, icName(row, 'Mean')),
    text: (row) => digits(stat(row, icName(row, 'Mean')), 3),
  },
  {
    heading: 'IC p',
    extra: true,
    cell: (row) => stat(row, icName(row, 'PValue')),
    text: (row) => pText(stat(row, icName(row, 'PValue'))),
  },
  {
    heading: 'same sign',
    cell: (row) => (row.otherRanges === 0 ? '-' : `${row.sameSign} of ${row.otherRanges}`),
  },
  { heading: 'against it', cell: (row) => row.caveats.join(', ') },
];

/** The same as CSV, with the range that they are about and the run. */
export function verdictCsv(verdicts: readonly Verdict[], run: readonly Column<Verdict>[]): string {
  return csvOf(verdicts, [
    ...columns,
    { heading: 'start', cell: ({ summary }) => summary.start },
    { heading: 'end', cell: ({ summary }) => summary.end },
    ...run,
  ]);
}

/** The verdicts as a table, what deserves belief first. */
export function verdictTable(verdicts: readonly Verdict[]): string {
  const isOpened = verdicts.some(({ holdout }) => holdout !== undefined);
  return tableOf(verdicts, isOpened ? columns : columns.filter(({ heading }) => heading !== inHoldout));
}

/** Longest horizon whose information coefficient was measured. */
export function longestHorizon({ summary }: Verdict): number | undefined {
  const horizons = Object.keys(summary.statistics).flatMap((name) => /^ic(\d+)Mean$/.exec(name)?.[1] ?? []);
  return horizons.length === 0 ? undefined : Math.max(...horizons.map(Number));
}

function icName(verdict: Verdict, what: 'Mean' | 'PValue'): string {
  return `ic${longestHorizon(verdict) ?? 0}${what}`;
}

/** A p-value for people. */
export function pText(p: number | null): string {
  if (p === null) return '-';
  return p < 0.001 ? '<0.001' : p.toFixed(3);
}
