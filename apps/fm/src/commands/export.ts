import { once } from 'node:events';
import { Argument, Command, Option } from 'commander';
import { exportNames, exportRun, type ExportName } from '@fm/results/read';
import { checkOutputFile, writeOutputFile } from '../output-file.ts';
import { note } from '../output.ts';
import { chosenRun } from '../run-lists.ts';
import { readingWarehouse } from '../with-warehouse.ts';

/** `fm export`: tables of a run as files. */
export function exportCommand(): Command {
  return new Command('export')
    .addArgument(new Argument('<table>', 'what to write').choices(exportNames))
    .option('--run <id>', 'the run: its id, or the start of it (default: the pinned one, or the latest that succeeded)')
    .option('--output <file>', 'the file to write (default: standard output)')
    .addOption(new Option('--format <format>', 'file format').choices(['csv', 'parquet']).default('csv'))
    .addHelpText(
      'after',
      '\nExamples:\n  $ fm export factor-values > values.csv\n  $ fm export factor-returns --format parquet --output returns.parquet\n\nThe column `synthetic` is true for the demonstration market.',
    )
    .action(async (table: ExportName, options: { run?: string; output?: string; format: 'csv' | 'parquet' }) => {
      if (options.output !== undefined) checkOutputFile(options.output);
      await readingWarehouse(async (warehouse) => {
        const bytes = await exportRun(warehouse, table, options.format, (await chosenRun(warehouse, options.run)).id);
        if (options.output === undefined) {
          if (!process.stdout.write(bytes)) await once(process.stdout, 'drain');
          return;
        }
        await writeOutputFile(options.output, bytes);
        note(`wrote ${bytes.length} bytes to ${options.output}`);
      });
    });
}
