import { resolve } from 'node:path';
import { Command } from 'commander';
import { dataFolder } from '../data-folder.ts';
import { note, print } from '../output.ts';

const help = `
Examples:
  $ fm restore ~/backups/2026-11-30
  $ FM_HOME=~/restored fm restore ~/backups/2026-11-30

The data folder (FM_HOME, default .fm) must be absent or empty: nothing is replaced. Every file of the backup is
checked against its checksum first. The data folder appears only when it is complete.`;

/** `fm restore`: makes a data folder from a backup. */
export function restoreCommand(): Command {
  return new Command('restore')
    .description('make a data folder from a backup')
    .argument('<folder>', 'folder that `fm backup` wrote')
    .addHelpText('after', help)
    .action(async (folder: string) => {
      const home = dataFolder('restore');
      const { restoreBackup } = await import('@fm/warehouse/backup');
      const manifest = await restoreBackup(resolve(folder), home, (name) => note(`table ${name}`));
      print(
        `${home}: ${manifest.tables.length} tables and ${manifest.files.length} other files of ${manifest.made_at}`,
      );
    });
}
