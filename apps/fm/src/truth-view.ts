import type { DemonstrationTruth } from '@fm/demonstration';
import type { RunResults } from '@fm/mining';
import { percent, print, tableOf, type Column } from './output.ts';

/** One planted number beside the mined one. */
export interface TruthLine {
  readonly what: string;
  readonly planted: number;
  readonly low: number;
  readonly high: number;
  readonly mined: number | null;
}

/** Planted premia beside the mined ones, over the whole range of the demonstration market. */
export function truthLines(truth: DemonstrationTruth, results: RunResults): TruthLine[] {
  return Object.entries(truth.premia).map(([factor, { value, low, high }]) => {
    const summary = results.summaries.find(
      (row) => row.factor === factor && row.start === truth.start && row.end === truth.end,
    );
    return { what: `premium of ${factor}`, planted: value, low, high, mined: summary?.premium ?? null };
  });
}

const columns: readonly Column<TruthLine>[] = [
  { heading: 'against the truth', cell: (line) => line.what },
  { heading: 'planted', cell: (line) => line.planted, text: (line) => percent(line.planted) },
  {
    heading: '95% interval',
    cell: (line) => line.low,
    text: (line) => `${percent(line.low)} to ${percent(line.high)}`,
  },
  { heading: 'mined', cell: (line) => line.mined, text: (line) => percent(line.mined) },
];

/** Prints what was planted beside what was found. */
export function showTruth(truth: DemonstrationTruth, results: RunResults): void {
  print(`\n${tableOf(truthLines(truth, results), columns)}`);
}
