import { Command } from 'commander';
import { showCollected } from '../collected-view.ts';
import { openRawStore } from '../object-store.ts';
import { formatOption } from '../options.ts';
import { note, type OutputFormat } from '../output.ts';
import { progressBar } from '../progress.ts';
import { withWarehouse } from '../with-warehouse.ts';

/** `fm ingest sec-filing`: EDGAR documents from files. */
export function ingestFilingsCommand(): Command {
  return new Command('sec-filing')
    .description('load companyfacts, submissions and company_tickers JSON, or a CSV file symbol,cik,from,to')
    .argument('<path...>', 'files, also packed with gzip or zip, and folders')
    .addOption(formatOption())
    .addHelpText(
      'after',
      '\nExamples:\n  $ fm ingest sec-filing company_tickers.json companyfacts/ submissions/\n  $ fm ingest sec-filing symbols.csv  # symbol,cik,from,to: METX,1326801,2018-07-01,',
    )
    .action(async (paths: string[], options: { format: OutputFormat }) => {
      const { describeSymbols, ingestFilings, symbolNotes } = await import('@fm/sec-filing');
      await withWarehouse(async (warehouse) => {
        const bar = progressBar('documents');
        const { failed, ...counts } = await ingestFilings({
          warehouse,
          objectStore: await openRawStore(),
          paths,
          onProgress: ({ done, total, subject }) => bar.update(done, total, subject),
        }).finally(() => bar.stop());
        const reasons = failed.map(({ subject, message }) => ({ subject, reason: message }));
        const quarantined = counts.rowsQuarantined;
        showCollected({ source: 'sec-filing', ...counts, quarantined, failed: reasons }, options.format);
        for (const line of symbolNotes(await describeSymbols(warehouse))) note(line);
      });
    });
}
