import { systemClock } from '@fm/platform';
import { Command } from 'commander';
import { showCollected } from '../collected-view.ts';
import { formatOption, moment, oneSymbol } from '../options.ts';
import type { OutputFormat } from '../output.ts';
import { progressBar } from '../progress.ts';
import { withWarehouse } from '../with-warehouse.ts';

/** `fm ingest web-search`: news search responses from files. */
export function ingestArticlesCommand(): Command {
  return new Command('web-search')
    .description('load Tavily news search responses and score their articles')
    .argument('<path...>', 'files, also packed with gzip or zip, and folders')
    .option('--symbol <symbol>', 'what the articles of bare responses are about', oneSymbol)
    .option('--collected-at <moment>', 'when bare responses were collected, with a time zone (default: now)', moment)
    .addOption(formatOption())
    .addHelpText('after', '\nExamples:\n  $ fm ingest web-search searches/ --symbol AAPL')
    .action(async (paths: string[], options: { symbol?: string; collectedAt?: Date; format: OutputFormat }) => {
      const { ingestArticles, lexiconScorer } = await import('@fm/web-search');
      await withWarehouse(async (warehouse) => {
        const bar = progressBar('files');
        const failed: { subject: string; reason: string }[] = [];
        const files = await ingestArticles(
          { warehouse, scorer: lexiconScorer, clock: systemClock },
          {
            paths,
            onProblem: ({ path, what, remedy }) => failed.push({ subject: path, reason: `${what}. ${remedy}` }),
            onFile: ({ uri }, done, total) => bar.update(done, total, uri),
            ...(options.symbol === undefined ? {} : { symbol: options.symbol }),
            ...(options.collectedAt === undefined ? {} : { collectedAt: options.collectedAt }),
          },
        ).finally(() => bar.stop());
        const sum = (pick: (file: (typeof files)[number]) => number): number =>
          files.reduce((n, file) => n + pick(file), 0);
        showCollected(
          {
            source: 'web-search',
            fetched: files.length,
            new: sum((file) => file.added),
            unchanged: sum((file) => file.unchanged),
            quarantined: sum((file) => file.quarantined),
            failed,
          },
          options.format,
        );
      });
    });
}
