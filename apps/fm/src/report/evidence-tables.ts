import type { FactorEvidence } from '@fm/results/read';
import { digits, percent, tableOf, type Column } from '../output.ts';

type Relation = FactorEvidence['relations'][number];
type StudyPoint = FactorEvidence['studies'][number];

const relationColumns: readonly Column<Relation>[] = [
  { heading: 'closest factors', cell: ({ other }) => other },
  { heading: 'correlation', cell: ({ correlation }) => correlation, text: (row) => digits(row.correlation, 3) },
  { heading: 'sessions', cell: ({ observations }) => observations },
  { heading: 'spanning beta', cell: ({ spanningBeta }) => spanningBeta, text: (row) => digits(row.spanningBeta, 3) },
];

/** The factors whose returns are most correlated with this one's, positively or negatively. */
export function closestFactors(relations: readonly Relation[], count: number): string {
  const size = ({ correlation }: Relation): number => Math.abs(correlation ?? 0);
  return tableOf([...relations].sort((a, b) => size(b) - size(a)).slice(0, count), relationColumns);
}

interface EventLine {
  readonly offset: number;
  readonly high: StudyPoint | undefined;
  readonly low: StudyPoint | undefined;
}

const cumulative = (point: StudyPoint | undefined): number | null => point?.cumulative ?? null;

const eventColumns: readonly Column<EventLine>[] = [
  { heading: 'session after entry', cell: ({ offset }) => offset },
  { heading: 'enters High', cell: ({ high }) => cumulative(high), text: ({ high }) => percent(cumulative(high), 2) },
  { heading: 'enters Low', cell: ({ low }) => cumulative(low), text: ({ low }) => percent(cumulative(low), 2) },
];

/** Cumulative market-adjusted returns around the entries into a leg. */
export function eventTable(studies: readonly StudyPoint[], every: number): string {
  const offsets = [...new Set(studies.map(({ offset }) => offset))].sort((a, b) => a - b);
  const at = (event: string, offset: number): StudyPoint | undefined =>
    studies.find((point) => point.event === event && point.offset === offset);
  const lines = offsets
    .filter((offset) => offset % every === 0)
    .map((offset) => ({ offset, high: at('enters_high', offset), low: at('enters_low', offset) }));
  return tableOf(lines, eventColumns);
}
