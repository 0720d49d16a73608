import { Command } from 'commander';
import { listValues, type StoredValues } from '@fm/warehouse';
import { csvOf, note, print, tableOf, type Column, type OutputFormat } from '../output.ts';
import { printJson } from '../json-outputs.ts';
import { readingWarehouse } from '../with-warehouse.ts';

const columns: readonly Column<StoredValues>[] = [
  { heading: 'values', cell: ({ name }) => `values:${name}` },
  { heading: 'symbols', cell: ({ symbols }) => symbols },
  { heading: 'days', cell: ({ days }) => days },
  { heading: 'first', cell: ({ first }) => first },
  { heading: 'last', cell: ({ last }) => last },
  { heading: 'corrected', cell: ({ corrected }) => corrected },
];

/** `fm factors values`: the values that were loaded. */
export function factorValuesCommand(): Command {
  return new Command('values')
    .description('list the values that were loaded by `fm ingest factor-values` and `fm ingest panel`')
    .addHelpText('after', '\nExamples:\n  $ fm factors values\n  $ fm mine --factors values:quality')
    .action(async (_: unknown, command: Command) => {
      const { format } = command.optsWithGlobals<{ format: OutputFormat }>();
      const values = await readingWarehouse(listValues);
      if (format === 'json') printJson<'factors-values'>(values);
      else print(format === 'csv' ? csvOf(values, columns) : tableOf(values, columns));
      if (values.length === 0) note('no values were loaded; `fm ingest factor-values --help` shows how');
    });
}
