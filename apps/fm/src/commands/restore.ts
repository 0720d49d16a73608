import { resolve } from 'node:path';
import { Command } from 'commander';
import { dataFolder } from '../data-folder.ts';
import { note, print } from '../output.ts';

const help = `
Examples:
  $ fm restore ~/backups/2026-11-30
  $ FM_HOME=~/restored fm restore ~/backups/2026-11-30

The data folder (FM_HOME, default .fm) must not exist or be empty: nothing is replaced. Every file of the backup is
compared with its checksum first. The data folder appears when it is whole.`;

/** `fm restore`: a data folder made of a backup. */
export function restoreCommand(): Command {
  return new Command('restore')
    .description('make a data folder of a backup')
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
