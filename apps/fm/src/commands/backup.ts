import { resolve } from 'node:path';
import { systemClock } from '@fm/platform';
import { Command } from 'commander';
import { dataFolder } from '../data-folder.ts';
import { note, print } from '../output.ts';

const help = `
Examples:
  $ fm backup ~/backups/2026-11-30
  $ fm restore ~/backups/2026-11-30

Every row of every table and every collected document is written, with a checksum of each file. The program may be in use
meanwhile. The folder appears only when the backup is complete; what an interrupted one left behind (FOLDER.partial) is removed
by the next. A backup can be restored by this version of the program and later ones.`;

/** `fm backup`: everything in the data folder, to a folder that can be kept elsewhere. */
export function backupCommand(): Command {
  return new Command('backup')
    .description('write everything in the data folder to a folder that can be kept elsewhere')
    .argument('<folder>', 'folder to write; must not exist')
    .addHelpText('after', help)
    .action(async (folder: string) => {
      const home = dataFolder('backup');
      const target = resolve(folder);
      const { openWarehouse } = await import('@fm/warehouse');
      const { writeBackup } = await import('@fm/warehouse/backup');
      const warehouse = await openWarehouse({ home, existing: true });
      try {
        const onTable = (name: string): void => note(`table ${name}`);
        const { tables, files } = await writeBackup({ home, warehouse, target, now: systemClock.now(), onTable });
        const bytes = [...files, ...tables.flatMap(({ blocks }) => blocks)].reduce((sum, file) => sum + file.bytes, 0);
        print(`${target}: ${tables.length} tables, ${files.length} other files, ${(bytes / 2 ** 20).toFixed(1)} MiB`);
      } finally {
        await warehouse.close();
      }
    });
}
