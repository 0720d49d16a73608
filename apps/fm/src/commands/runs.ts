import { diffRuns } from '@fm/results/read';
import { listRunOverviews, readAttempts, readRunOverview, readSlices } from '@fm/mining';
import { Command } from 'commander';
import { deleteRunCommand } from './delete-run.ts';
import { runLabelCommands } from './run-labels.ts';
import { resumeWithProgress, type MineWithProgressOptions } from '../mine-with-progress.ts';
import { archivedOption, atLeastOne, formatOption } from '../options.ts';
import type { OutputFormat } from '../output.ts';
import { showRunResults } from '../results-view.ts';
import { listedRuns } from '../run-lists.ts';
import { showDifference, showRun, showRuns } from '../runs-view.ts';
import { readingWarehouse, withExistingWarehouse } from '../with-warehouse.ts';

interface Format {
  readonly format: OutputFormat;
}

/** `fm runs`: what was mined, how it went, and what became of it. */
export function runsCommand(): Command {
  const command = new Command('runs')
    .addOption(formatOption())
    .addOption(archivedOption())
    .addHelpText('after', examples)
    .action(({ format, all }: Format & { all: boolean }) =>
      readingWarehouse(async (warehouse) => {
        const runs = await listRunOverviews(warehouse);
        showRuns(listedRuns(runs, all), format);
      }),
    )
    .addCommand(showCommand())
    .addCommand(resumeCommand())
    .addCommand(diffCommand());
  for (const one of [...runLabelCommands(), deleteRunCommand()]) command.addCommand(one);
  return command;
}

const examples = `
Examples:
  $ fm runs
  $ fm runs --all
  $ fm runs show 0123abcd
  $ fm runs resume 0123abcd
  $ fm runs diff 0123abcd 4567ef01 --format csv
  $ fm runs name 0123abcd 'momentum, second try'
  $ fm runs pin 0123abcd
  $ fm runs archive 0123abcd
  $ fm runs delete 0123abcd --yes`;

function showCommand(): Command {
  return new Command('show')
    .description('show a run: its stages, attempts and errors, and how to finish it')
    .argument('<id>', 'its id, or the start of it')
    .addOption(formatOption())
    .addHelpText(
      'after',
      '\nExamples:\n  $ fm runs show 0123abcd\n  $ fm runs show 0123abcd --format csv > attempts.csv',
    )
    .action((id: string, _options: Format, command: Command) =>
      readingWarehouse(async (warehouse) => {
        const run = await readRunOverview(warehouse, id);
        const slices = await readSlices(warehouse, run.id);
        showRun(run, slices, await readAttempts(warehouse, run.id), formatOf(command));
      }),
    );
}

function resumeCommand(): Command {
  return new Command('resume')
    .description('finish a run from its stored request')
    .argument('<id>', 'its id, or the start of it')
    .option('--jobs <number>', 'slices worked on at once (default: as many as the run was begun with)', atLeastOne)
    .addOption(formatOption())
    .addHelpText(
      'after',
      '\nExamples:\n  $ fm runs resume 0123abcd\n  $ fm runs resume 0123abcd --jobs 8\n\nWhat is done is not done again. Ctrl-C stops cleanly; the same command continues.',
    )
    .action((id: string, options: Format & MineWithProgressOptions, command: Command) =>
      withExistingWarehouse(async (warehouse) => {
        const { runId } = await resumeWithProgress(warehouse, id, options);
        await showRunResults(warehouse, runId, { format: formatOf(command) });
      }),
    );
}

function diffCommand(): Command {
  return new Command('diff')
    .description('compare two runs: what was requested, on which data, and which numbers moved by how much')
    .argument('<a>', 'a run: its id, or the start of it')
    .argument('<b>', 'another')
    .addOption(formatOption())
    .addHelpText(
      'after',
      '\nExamples:\n  $ fm runs diff 0123abcd 4567ef01\n  $ fm runs diff 0123abcd 4567ef01 --format json',
    )
    .action((a: string, b: string, _options: Format, command: Command) =>
      readingWarehouse(async (warehouse) => {
        const [one, two] = [await readRunOverview(warehouse, a), await readRunOverview(warehouse, b)];
        showDifference(await diffRuns(warehouse, one.id, two.id), formatOf(command));
      }),
    );
}

/** `--format` is an option of `fm runs` too, which reads it wherever it appears. */
function formatOf(command: Command): OutputFormat {
  return command.optsWithGlobals<Format>().format;
}
