import { Command, Option } from 'commander';
import { showCollected } from '../collected-view.ts';
import { formatOption } from '../options.ts';
import { note, type OutputFormat } from '../output.ts';
import { withWarehouse } from '../with-warehouse.ts';

const help = `
Examples:
  $ fm ingest factor-returns F-F_Research_Data_5_Factors_2x3_daily_CSV.zip F-F_Momentum_Factor_daily.csv
  $ fm ingest factor-returns 10_Industry_Portfolios.CSV --unit percent

Files of K. French's data library are read as they are: several tables in one file, days, weeks, months or years, -99.99 as
missing. So is plain CSV with a date first and a column for each factor, as AQR's tables are. Percent or fractions are
recognised by the size of the values.

\`fm compare --known FF5\` regresses the factors of a run on them.`;

interface IngestOptions {
  readonly unit?: 'percent' | 'fraction';
  readonly format: OutputFormat;
}

/** `fm ingest factor-returns`: published factor returns from files. */
export function ingestFactorReturnsCommand(): Command {
  return new Command('factor-returns')
    .description("load published factor returns: K. French's library, AQR, plain CSV")
    .argument('<path...>', 'CSV and text files, also packed with gzip or zip, and folders')
    .addOption(new Option('--unit <unit>', 'unit of the values (default: recognised)').choices(['percent', 'fraction']))
    .addOption(formatOption())
    .addHelpText('after', help)
    .action(async (paths: string[], { unit, format }: IngestOptions) => {
      const { ingestKnownReturns } = await import('@fm/portfolio/known');
      const { findSomeFiles, isPackedOr, messageOf, textOfProblem } = await import('@fm/platform');
      const { files, problems } = findSomeFiles(paths, ['.csv', '.txt'], isPackedOr(['.csv', '.txt']));
      await withWarehouse(async (warehouse) => {
        const counts = { fetched: 0, new: 0, unchanged: 0, quarantined: 0 };
        const failed = problems.map((problem) => ({ subject: problem.path, reason: textOfProblem(problem) }));
        const notes: string[] = [];
        for (const file of files) {
          try {
            const loaded = await ingestKnownReturns(warehouse, file, unit);
            counts.fetched += loaded.read;
            counts.new += loaded.new;
            counts.unchanged += loaded.unchanged;
            counts.quarantined += loaded.quarantined;
            const how = loaded.unitRecognised ? loaded.unit : `${loaded.unit}, taken because there are few values`;
            for (const { library, frequency, names, first, last } of loaded.tables)
              notes.push(`${library}: ${names.length} series by ${frequency}, ${first} to ${last} (${how})`);
            for (const title of loaded.passedOver) notes.push(`${file}: skipped "${title}", which has no returns`);
          } catch (thrown) {
            if (files.length === 1) throw thrown;
            failed.push({ subject: file, reason: messageOf(thrown) });
          }
        }
        showCollected({ source: 'factor-returns', ...counts, failed }, format);
        notes.forEach((line) => note(line));
      });
    });
}
