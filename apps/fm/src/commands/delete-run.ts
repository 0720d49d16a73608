import { readRunOverview, type RunOverview } from '@fm/mining';
import { loadConfig, systemClock } from '@fm/platform';
import { counted } from '@fm/results/evidence';
import { deleteRun, readDeletionEffects, runGoesOn } from '@fm/results/labels';
import type { Warehouse } from '@fm/warehouse';
import { Command } from 'commander';
import { print } from '../output.ts';
import { withExistingWarehouse } from '../with-warehouse.ts';

const help = `
Examples:
  $ fm runs delete 0123abcd
  $ fm runs delete 0123abcd --yes

Without --yes it only reports what would be deleted. The run of its hold-out is deleted too. Trials stay in the ledger, and
looks at a hold-out stay recorded. To keep a run and only hide it, use \`fm runs archive\`.`;

/** `fm runs delete`: deletes a run after naming what goes with it. */
export function deleteRunCommand(): Command {
  return new Command('delete')
    .description('delete a run with its results; its trials stay in the ledger')
    .argument('<id>', 'its id, or the start of it')
    .option('--yes', 'delete it; without this it only reports what would be deleted', false)
    .addHelpText('after', help)
    .action((id: string, { yes }: { yes: boolean }, command: Command) =>
      withExistingWarehouse(async (warehouse) => {
        const run = await readRunOverview(warehouse, id);
        if (run.status === 'running') throw runGoesOn(run.id);
        print(await leaving(warehouse, run));
        if (!yes)
          command.error(`Nothing was deleted: give --yes to delete it.`, { exitCode: 2, code: 'not-confirmed' });
        await deleteRun(warehouse, run.id, systemClock, loadConfig().clickhouseCluster);
        print(`deleted run ${run.id}`);
      }),
    );
}

/** What goes with a run, and what stays. */
async function leaving(warehouse: Warehouse, run: RunOverview): Promise<string> {
  const { rows, holdouts, trials } = await readDeletionEffects(warehouse, run.id);
  const named = run.name === '' ? '' : ` "${run.name}"`;
  const { factors, ranges, universe } = run.request;
  return [
    `run ${run.id}${named} of ${run.startedAt.slice(0, 16)}: ${counted(factors.length, 'factor')}, ranges ${ranges}, universe ${universe}`,
    `goes: ${rows.map(({ table, rows: count }) => `${counted(count, 'row')} of ${table}`).join(', ')}`,
    ...(holdouts.length === 0 ? [] : [`with it goes what mined its hold-out: run ${holdouts.join(', ')}`]),
    `stays: ${counted(trials, 'trial')} in the ledger${run.openedOn.length === 0 ? '' : `, the looks at its hold-out on ${run.openedOn.join(', ')}`}`,
    ...(run.pinned ? ['it is pinned: the latest run is shown in its place'] : []),
  ].join('\n');
}
