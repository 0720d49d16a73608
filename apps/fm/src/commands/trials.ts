import { type CountedCandidates, type LedgerTrial, listCandidateCounts, listTrials } from '@fm/results/ledger';
import { counted } from '@fm/results/evidence';
import { sayParameters } from '@fm/results/parameters';
import { Command } from 'commander';
import { formatOption } from '../options.ts';
import { csvOf, digits, note, percent, print, tableOf, type Column, type OutputFormat } from '../output.ts';
import { pText } from '../summary/verdict-table.ts';
import { readingWarehouse } from '../with-warehouse.ts';
import { printJson } from '../json-outputs.ts';

const settingsOf = ({ settings }: LedgerTrial): string =>
  [
    settings.universe,
    ...sayParameters(settings, 'said'),
    ...(settings.book === undefined ? [] : [`book ${settings.book}`]),
  ].join(', ');

const annual = ({ sharpe }: LedgerTrial): number | null => (sharpe === null ? null : sharpe * Math.sqrt(252));

const columns: readonly Column<LedgerTrial>[] = [
  { heading: 'family', cell: (row) => row.family },
  { heading: 'factor', cell: (row) => row.factor },
  { heading: 'definition', cell: (row) => row.definition, text: (row) => row.definition.slice(0, 8) },
  { heading: 'settings', cell: settingsOf },
  { heading: 'first tried', cell: (row) => row.firstTried },
  { heading: 'last tried', cell: (row) => row.lastTried },
  { heading: 'runs', cell: (row) => row.runs },
  { heading: 'from', extra: true, cell: (row) => row.start },
  { heading: 'to', extra: true, cell: (row) => row.end },
  { heading: 'Sharpe', cell: annual, text: (row) => digits(annual(row), 2) },
  { heading: 'p', cell: (row) => row.pValue, text: (row) => (row.isFound ? pText(row.pValue) : 'not finished') },
];

const searchColumns: readonly Column<CountedCandidates>[] = [
  { heading: 'family', cell: (row) => row.family },
  { heading: 'search', cell: (row) => row.search },
  { heading: 'candidates', cell: (row) => row.candidates },
  { heading: 'independent', cell: (row) => row.effective, text: (row) => digits(row.effective, 0) },
  { heading: 'first tried', cell: (row) => row.firstTried },
  { heading: 'last tried', cell: (row) => row.lastTried },
];

interface Options {
  readonly project?: string;
  readonly format: OutputFormat;
}

/** `fm trials`: everything that was tried. */
export function trialsCommand(): Command {
  return new Command('trials')
    .option('--project <name>', 'trials of this project only')
    .addOption(formatOption())
    .addHelpText(
      'after',
      '\nExamples:\n  $ fm trials\n  $ fm trials --project momentum --format csv > trials.csv\n\nA trial is a factor definition with its universe, weighting, groups, cost and treatment, whatever date ranges it was looked\nat over. Each is counted once; runs that are deleted leave theirs. Sharpe ratio (annual) and p are of its longest sample.',
    )
    .action(({ project = '', format }: Options) =>
      readingWarehouse(async (warehouse) => {
        const trials = await listTrials(warehouse, project);
        const searches = await listCandidateCounts(warehouse, project);
        if (format === 'json') printJson<'trials'>({ trials, searches });
        else if (format === 'csv') print(csvOf(trials, columns));
        else showTrials(trials, searches);
      }),
    );
}

function showTrials(trials: readonly LedgerTrial[], searches: readonly CountedCandidates[]): void {
  if (trials.length + searches.length === 0) {
    print('nothing has been tried yet');
    return;
  }
  print(tableOf(trials, columns));
  if (searches.length > 0) print(`\n${tableOf(searches, searchColumns)}`);
  const best = Math.max(0, ...trials.map((trial) => Math.abs(trial.premium ?? 0)));
  note(`${counted(trials.length, 'trial')}; the largest premium among them is ${percent(best)} a year.`);
}
