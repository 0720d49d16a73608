import { findFactor } from '@fm/factors';
import { readRequest, readResults, type FactorSummary, type RunResults } from '@fm/mining';
import { Command } from 'commander';
import { formatOption } from '../options.ts';
import { csvOf, digits, print, tableOf, type Cell, type Column, type OutputFormat } from '../output.ts';
import { withWarehouse } from '../with-warehouse.ts';

/** `fm report`: everything a run knows of one factor. */
export function reportCommand(): Command {
  return new Command('report')
    .description('show everything a run knows of one factor, coverage first')
    .argument('<factor>', 'the factor')
    .option('--run <id>', 'the run (default: the latest that succeeded)')
    .addOption(formatOption())
    .addHelpText('after', '\nExamples:\n  $ fm report ROC20\n  $ fm report PB --format csv > pb.csv')
    .action(async (name: string, options: { run?: string; format: OutputFormat }) => {
      const [factor] = readRequest({ factors: name }).factors;
      await withWarehouse(async (warehouse) => {
        const results = await readResults(warehouse, options.run);
        const summaries = results.summaries.filter((summary) => summary.factor === factor);
        if (options.format === 'json') print(JSON.stringify({ run: results.run, factor, summaries }));
        else if (options.format === 'csv') print(csvOf(summaries, statisticColumns(summaries)));
        else showReport(factor as string, results, summaries);
      });
    });
}

/** Columns of every number of a summary, by name. */
function statisticColumns(summaries: readonly FactorSummary[]): Column<FactorSummary>[] {
  const keys = [
    'factor',
    'factorType',
    'start',
    'end',
    'stocks',
    'meanBeta',
    'meanTStat',
    'meanRSquared',
    'significant',
    'significantAdjusted',
    'premium',
    'volatility',
    'sharpe',
    'maxDrawdown',
    'premiumTStat',
  ] as const;
  const names = [...new Set(summaries.flatMap(({ statistics }) => Object.keys(statistics)))];
  return [
    ...keys.map((key): Column<FactorSummary> => ({ heading: key, cell: (row) => row[key] })),
    ...names.map((name): Column<FactorSummary> => ({ heading: name, cell: (row) => row.statistics[name] ?? null })),
    { heading: 'drops', cell: (row) => row.coverage.drops.map(({ reason, count }) => `${reason}=${count}`).join(' ') },
  ];
}

function showReport(factor: string, { run }: RunResults, summaries: readonly FactorSummary[]): void {
  const definition = findFactor(factor);
  if (run.synthetic) print('SYNTHETIC DATA: the demonstration market, no real company.\n');
  print(
    `${factor}: ${definition?.description ?? ''}\n${definition?.source ?? ''}\nrun ${run.id}, ${run.trials} trials`,
  );
  for (const summary of summaries) {
    const { coverage } = summary;
    print(
      `\n${summary.start} to ${summary.end}: ${coverage.sessionsWithReturn} of ${coverage.sessions} sessions with a return, ${coverage.meanStocks.toFixed(1)} stocks ranked (${coverage.minStocks} to ${coverage.maxStocks})`,
    );
    for (const { reason, unit, count } of coverage.drops) print(`  left out: ${reason}, ${count} ${unit}`);
    const numbers: [string, Cell][] = [
      ['premium', summary.premium],
      ['premiumTStat', summary.premiumTStat],
      ['volatility', summary.volatility],
      ['sharpe', summary.sharpe],
      ['maxDrawdown', summary.maxDrawdown],
      ['meanBeta', summary.meanBeta],
      ['meanTStat', summary.meanTStat],
      ['meanRSquared', summary.meanRSquared],
      ['significant', summary.significant],
      ['significantAdjusted', summary.significantAdjusted],
      ...Object.entries(summary.statistics),
    ];
    print(tableOf(numbers, numberColumns));
  }
}

const numberColumns: readonly Column<[string, Cell]>[] = [
  { heading: 'statistic', cell: ([name]) => name },
  {
    heading: 'value',
    cell: ([, value]) => value,
    text: ([, value]) => digits(typeof value === 'number' ? value : null, 4),
  },
];
