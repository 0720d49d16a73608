import { Command } from 'commander';
import { showCollected } from '../collected-view.ts';
import { openRawStore } from '../object-store.ts';
import { formatOption } from '../options.ts';
import type { OutputFormat } from '../output.ts';
import { progressBar } from '../progress.ts';
import { withWarehouse } from '../with-warehouse.ts';

/** `fm ingest sec-filing`: EDGAR documents from files. */
export function ingestFilingsCommand(): Command {
  return new Command('sec-filing')
    .description('load companyfacts, submissions and company_tickers JSON')
    .argument('<path...>', 'files and folders')
    .addOption(formatOption())
    .addHelpText('after', '\nExamples:\n  $ fm ingest sec-filing company_tickers.json companyfacts/ submissions/')
    .action(async (paths: string[], options: { format: OutputFormat }) => {
      const { ingestFilings } = await import('@fm/sec-filing');
      await withWarehouse(async (warehouse) => {
        const bar = progressBar('documents');
        const { failed, ...counts } = await ingestFilings({
          warehouse,
          objectStore: await openRawStore(),
          paths,
          onProgress: ({ done, total, subject }) => bar.update(done, total, subject),
        }).finally(() => bar.stop());
        const reasons = failed.map(({ subject, message }) => ({ subject, reason: message }));
        showCollected({ source: 'sec-filing', ...counts, failed: reasons }, options.format);
      });
    });
}
