import { listRuns, type RunRecord } from '@fm/results/read';
import { Command } from 'commander';
import { archivedOption, everyRangeOption, formatOption } from '../options.ts';
import { csvOf, print, tableOf, type Column, type OutputFormat } from '../output.ts';
import { labelColumns, listedRuns, noteColumn, requestColumns } from '../run-lists.ts';
import { showRunResults } from '../results-view.ts';
import { readingWarehouse } from '../with-warehouse.ts';
import { printJson } from '../json-outputs.ts';

const runColumns: readonly Column<RunRecord>[] = [
  { heading: 'run', cell: (run) => run.id },
  ...labelColumns,
  { heading: 'status', cell: (run) => run.status },
  { heading: 'started', cell: (run) => run.startedAt, text: (run) => run.startedAt.slice(0, 19) },
  { heading: 'trials', cell: (run) => run.trials },
  ...requestColumns,
  { heading: 'weighting', extra: true, cell: (run) => run.request.weighting },
  { heading: 'synthetic', extra: true, cell: (run) => run.synthetic },
  noteColumn,
  { heading: 'error', cell: (run) => run.error },
];

interface ResultsOptions {
  readonly run?: string;
  readonly list: boolean;
  readonly all: boolean;
  readonly format: OutputFormat;
  readonly everyRange: boolean;
}

/** `fm results`: what a run found. */
export function resultsCommand(): Command {
  return new Command('results')
    .option('--run <id>', 'the run: its id, or the start of it (default: the pinned one, or the latest that succeeded)')
    .option('--list', 'list the runs instead', false)
    .addOption(archivedOption())
    .addOption(formatOption())
    .addOption(everyRangeOption())
    .addHelpText(
      'after',
      '\nExamples:\n  $ fm results\n  $ fm results --list\n  $ fm results --run 0123456789abcdef --format json\n  $ fm results --every-range --format csv > ranges.csv\n\nCSV is the table of the screen in full precision; the regressions of the stocks are `fm export stock-results`.',
    )
    .action(async (options: ResultsOptions) => {
      await readingWarehouse(async (warehouse) => {
        if (!options.list) {
          await showRunResults(warehouse, options.run, options);
          return;
        }
        const runs = listedRuns(await listRuns(warehouse), options.all);
        if (options.format === 'json') printJson<'results-list'>(runs);
        else print(options.format === 'csv' ? csvOf(runs, runColumns) : tableOf(runs, runColumns));
      });
    });
}
