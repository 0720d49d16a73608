import { readRunOverview, type RunOverview } from '@fm/mining';
import { systemClock } from '@fm/platform';
import type { LabelChange } from '@fm/results/labels';
import { Command } from 'commander';
import { print } from '../output.ts';
import { withExistingWarehouse } from '../with-warehouse.ts';

/** Commands of `fm runs` that label a run: its name, its note, whether it is shown first or not at all. */
export function runLabelCommands(): Command[] {
  return [
    textCommand('name', 'give a run a one-line name; an empty one removes it', 'momentum, second try'),
    textCommand('note', 'write a note on a run; an empty one removes it', 'costs of the old broker'),
    switchCommand('pin', 'show this run by default, instead of the latest', { pinned: true }),
    switchCommand('unpin', 'show the latest run by default again', { pinned: false }),
    switchCommand('archive', 'leave a run out of lists and pages; it is kept', { archived: true }),
    switchCommand('restore', 'list an archived run again', { archived: false }),
  ];
}

function textCommand(what: 'name' | 'note', description: string, example: string): Command {
  return new Command(what)
    .description(description)
    .argument('<id>', 'its id, or the start of it')
    .argument('<text>', `the ${what}`)
    .addHelpText('after', `\nExamples:\n  $ fm runs ${what} 0123abcd '${example}'\n  $ fm runs ${what} 0123abcd ''`)
    .action((id: string, text: string) =>
      changed(id, { [what]: text }, (run) => {
        const said = text.trim();
        return said === '' ? `run ${run.id} has no ${what}` : `run ${run.id}: ${said}`;
      }),
    );
}

const outcomes = {
  pin: (id: string) => `run ${id} is shown by default`,
  unpin: (id: string) => `run ${id} is not pinned`,
  archive: (id: string) => `run ${id} is archived; \`fm runs restore ${id}\` lists it again`,
  restore: (id: string) => `run ${id} is listed`,
};

function switchCommand(what: keyof typeof outcomes, description: string, change: LabelChange): Command {
  return new Command(what)
    .description(description)
    .argument('<id>', 'its id, or the start of it')
    .addHelpText('after', `\nExamples:\n  $ fm runs ${what} 0123abcd`)
    .action((id: string) => changed(id, change, (run) => outcomes[what](run.id)));
}

/** Labels the run, and prints the outcome. */
function changed(id: string, change: LabelChange, outcome: (run: RunOverview) => string): Promise<void> {
  return withExistingWarehouse(async (warehouse) => {
    const { labelRun } = await import('@fm/results/labels');
    const run = await readRunOverview(warehouse, id);
    await labelRun(warehouse, run, change, systemClock);
    print(outcome(run));
  });
}
