import {
  beliefRules,
  beliefs,
  byOlderRules,
  countBeliefs,
  counted,
  ledgerSize,
  ledgerText,
  whyUntested,
} from '@fm/results/evidence';
import { verdictsOf, type Coverage, type FactorSummary, type Verdict } from '@fm/results';
import type { RunResults } from '@fm/results/read';
import { note, print, tableOf, type Column } from '../output.ts';
import { coverageView, type CoverageLine } from './coverage-lines.ts';
import { everyRangeCsv, everyRangeTable } from './every-range-table.ts';
import { holdoutLine } from './holdout-line.ts';
import { longestHorizon, verdictCsv, verdictTable } from './verdict-table.ts';

const coverageColumns: readonly Column<CoverageLine>[] = [
  {
    heading: 'coverage',
    cell: ({ factors }) => (factors.length > 4 ? `${factors.length} others` : factors.join(', ')),
  },
  { heading: 'stocks ranked', cell: (line) => line.meanStocks, text: (line) => line.meanStocks.toFixed(1) },
  { heading: 'sessions', cell: (line) => `${line.sessionsWithReturn} of ${line.sessions}` },
  { heading: 'left out besides', cell: (line) => line.left },
];

/**
 * Prints what a run found as a person reads it: what there was to judge by and what was left out, then which factors
 * deserve belief over the sample, with the case against each. With `everyRange` a table of all ranges follows.
 */
export function showSummary({ run, openings, summaries }: Omit<RunResults, 'details'>, everyRange: boolean): void {
  if (run.synthetic) print('SYNTHETIC DATA: the demonstration market, no real company.\n');
  const verdicts = verdictsOf(summaries, run.request.formulas);
  const [first] = verdicts;
  if (first === undefined) {
    print(`run ${run.id}: ${run.status}, nothing found`);
    note('it has no results for any factor; `fm runs show` reports how far it got');
    return;
  }
  const { start, end } = first.summary;
  const longest = summaries.filter((summary) => summary.start === start && summary.end === end);
  const mined = summaries.filter(({ role }) => role !== 'holdout');
  const ranges = new Set(mined.map((summary) => `${summary.start} ${summary.end}`)).size;
  const stocks = stocksOf(first.summary.coverage);
  const named = run.name === '' ? '' : ` "${run.name}"`;
  print(
    `run ${run.id}${named}: ${run.status}, ${counted(verdicts.length, 'factor')} x ${counted(ranges, 'range')}, ${counted(run.trials, 'trial')}, ${stocks} stocks, ${run.request.weighting} weights, ${run.request.groups} groups\n`,
  );
  print(first.byOlderRules ? `${start} to ${end}\n${byOlderRules}` : `sample: ${start} to ${end}`);
  const sealed = holdoutLine({ run, openings });
  if (sealed !== undefined) print(sealed);
  printCoverage(longest, stocks);
  print(`\n${verdictTable(verdicts)}`);
  print(`\n${legend(run.trials, verdicts, run.request.costBasisPoints)}`);
  if (everyRange) print(`\n${everyRangeTable(summaries)}`);
  for (const line of run.notes) note(line);
}

/** What {@link showSummary} shows as a table, as CSV in full precision: the verdicts, or the lines of every range. */
export function summaryCsv({ run, summaries }: Pick<RunResults, 'run' | 'summaries'>, everyRange: boolean): string {
  const about = [
    { heading: 'run', cell: () => run.id },
    { heading: 'trials', cell: () => run.trials },
    { heading: 'synthetic', cell: () => run.synthetic },
  ];
  return everyRange ? everyRangeCsv(summaries, about) : verdictCsv(verdictsOf(summaries, run.request.formulas), about);
}

/** Stocks of the run: each is ranked or left out with a reason, in every session. */
function stocksOf({ sessions, meanStocks, drops }: Coverage): number {
  const left = drops.filter(({ unit }) => unit === 'stock-sessions').reduce((sum, { count }) => sum + count, 0);
  return sessions === 0 ? 0 : Math.round(meanStocks + left / sessions);
}

function printCoverage(summaries: readonly FactorSummary[], stocks: number): void {
  const { common, lines } = coverageView(summaries, stocks);
  if (common !== '') print(`left out by every factor: ${common}`);
  const byFactors = [...lines].sort((a, b) => b.factors.length - a.factors.length);
  print(tableOf(byFactors, coverageColumns));
}

function legend(trials: number, verdicts: readonly Verdict[], cost: number): string {
  const horizon = Math.max(0, ...verdicts.map((verdict) => longestHorizon(verdict) ?? 0));
  const said = new Set(verdicts.map(({ belief }) => belief));
  const ledger = ledgerSize(verdicts.map(({ summary }) => summary));
  return [
    `${countBeliefs(verdicts)}. ${counted(trials, 'trial')}. ${ledgerText(ledger)}${ledger === undefined ? '' : ' `fm trials` lists them.'}`,
    ...beliefs.filter((word) => said.has(word)).map((word) => `${word}: ${beliefRules[word]}.`),
    `premium: annual mean of High minus Low, t and p by cosines; p adj.: Benjamini-Hochberg over ${ledger === undefined ? 'the trials' : 'all trials of the ledger'}; lit.: sign in the literature;`,
    `DSR: confidence that the true Sharpe ratio is above the best of as many worthless trials, by the ledger; net: |premium| less`,
    `${cost} basis points a trade, for who holds the side: long is long High, short is long Low; IC: rank correlation with the return of the`,
    `next ${horizon} sessions${withoutP(verdicts, horizon)}; same sign: in how many of the other ranges. All other numbers: \`fm report FACTOR\`; every range: --every-range.`,
  ].join('\n');
}

/** Why there is no p-value of the coefficients, where none has one. */
function withoutP(verdicts: readonly Verdict[], horizon: number): string {
  const reasons = verdicts.flatMap(({ summary }) => whyUntested(summary, horizon) ?? []);
  return reasons[0] === undefined ? '' : `, IC p: -, ${reasons[0]}`;
}
