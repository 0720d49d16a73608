import { readRunOverview } from '@fm/mining';
import { Command } from 'commander';
import { openWithProgress, type MineWithProgressOptions } from '../mine-with-progress.ts';
import { atLeastOne, everyRangeOption, formatOption } from '../options.ts';
import type { OutputFormat } from '../output.ts';
import { chosenRun } from '../run-lists.ts';
import { showRunResults } from '../results-view.ts';
import { withExistingWarehouse } from '../with-warehouse.ts';

const help = `
Examples:
  $ fm mine --holdout 2020-01-01..2023-12-31
  $ fm holdout
  $ fm holdout 0123abcd --format json

No part of a hold-out is mined or shown until it is opened. Opening it records the day, mines it, and shows it beside the
verdict of the sample from then on. A look cannot be undone, and an interrupted one counts: what is tried
after it was not tried blind.`;

/** `fm holdout`: opens the hold-out of a run. */
export function holdoutCommand(): Command {
  return new Command('holdout')
    .argument('[run]', 'its id, or the start of it (default: the pinned one, or the latest that succeeded)')
    .option('--jobs <number>', 'slices worked on at once (default: as many as pay off)', atLeastOne)
    .addOption(formatOption())
    .addOption(everyRangeOption())
    .addHelpText('after', help)
    .action(
      (id: string | undefined, options: MineWithProgressOptions & { format: OutputFormat; everyRange: boolean }) =>
        withExistingWarehouse(async (warehouse) => {
          const run = id === undefined ? await chosenRun(warehouse) : await readRunOverview(warehouse, id);
          await openWithProgress(warehouse, run, options);
          await showRunResults(warehouse, run.id, options);
        }),
    );
}
