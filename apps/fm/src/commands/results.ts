import { listRuns, type RunRecord } from '@fm/results/read';
import { Command } from 'commander';
import { everyRangeOption, formatOption } from '../options.ts';
import { csvOf, print, tableOf, type Column, type OutputFormat } from '../output.ts';
import { showRunResults } from '../results-view.ts';
import { readingWarehouse } from '../with-warehouse.ts';

const runColumns: readonly Column<RunRecord>[] = [
  { heading: 'run', cell: (run) => run.id },
  { heading: 'status', cell: (run) => run.status },
  { heading: 'started', cell: (run) => run.startedAt },
  { heading: 'synthetic', cell: (run) => run.synthetic },
  { heading: 'trials', cell: (run) => run.trials },
  { heading: 'universe', cell: (run) => run.request.universe },
  { heading: 'ranges', cell: (run) => run.request.ranges },
  { heading: 'weighting', cell: (run) => run.request.weighting },
  { heading: 'factors', cell: (run) => run.request.factors.join(' ') },
  { heading: 'error', cell: (run) => run.error },
];

/** `fm results`: what a run found. */
export function resultsCommand(): Command {
  return new Command('results')
    .option('--run <id>', 'the run: its id, or the beginning of it (default: the latest that succeeded)')
    .option('--list', 'list all runs instead', false)
    .addOption(formatOption())
    .addOption(everyRangeOption())
    .addHelpText(
      'after',
      '\nExamples:\n  $ fm results\n  $ fm results --list\n  $ fm results --run 0123456789abcdef --format json\n  $ fm results --every-range --format csv > ranges.csv\n\nCSV is the table of the screen in full precision; the regressions of the stocks are `fm export stock-results`.',
    )
    .action(async (options: { run?: string; list: boolean; format: OutputFormat; everyRange: boolean }) => {
      await readingWarehouse(async (warehouse) => {
        if (!options.list) {
          await showRunResults(warehouse, options.run, options);
          return;
        }
        const runs = await listRuns(warehouse);
        if (options.format === 'json') print(JSON.stringify(runs));
        else print(options.format === 'csv' ? csvOf(runs, runColumns) : tableOf(runs, runColumns));
      });
    });
}
