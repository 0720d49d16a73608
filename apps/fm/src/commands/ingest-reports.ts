import { loadConfig, systemClock } from '@fm/platform';
import { Command } from 'commander';
import { showCollected } from '../collected-view.ts';
import { openRawStore } from '../object-store.ts';
import { formatOption, oneSymbol } from '../options.ts';
import type { OutputFormat } from '../output.ts';
import { progressBar } from '../progress.ts';
import { withWarehouse } from '../with-warehouse.ts';

interface IngestReportsOptions {
  readonly symbol?: string;
  readonly kind?: string;
  readonly published?: string;
  readonly format: OutputFormat;
}

const help = `
Examples:
  $ fm ingest financial-report AAPL-10K-2022.pdf --symbol AAPL --kind annual-report --published 2022-10-28

A document with a recorded answer beside it (DOCUMENT.answer.json) needs no model; others are rated by the Bedrock model
of FM_BEDROCK_MODEL, once each.`;

/** `fm ingest financial-report`: reports, proxy statements and sustainability reports from files. */
export function ingestReportsCommand(): Command {
  return new Command('financial-report')
    .description('read ratings from PDF and text documents')
    .argument('<path...>', 'files and folders')
    .option('--symbol <symbol>', 'company of documents that have no label', oneSymbol)
    .option('--kind <kind>', 'annual-report, quarterly-report, proxy-statement or sustainability-report')
    .option('--published <day>', 'when they were published, YYYY-MM-DD (default: known from now on)')
    .addOption(formatOption())
    .addHelpText('after', help)
    .action(async (paths: string[], { format, ...label }: IngestReportsOptions) => {
      const { createPdfReader, ingestReports } = await import('@fm/financial-report');
      const { bedrockModel, createBedrockClient } = await import('@fm/platform/bedrock');
      await withWarehouse(async (warehouse) => {
        const reader = createPdfReader();
        try {
          const model = loadConfig().bedrockModel;
          const bar = progressBar('documents');
          const failed: { subject: string; reason: string }[] = [];
          const documents = await ingestReports(
            {
              warehouse,
              store: await openRawStore(),
              reader,
              clock: systemClock,
              ...(model === undefined ? {} : { model: bedrockModel(createBedrockClient(), model) }),
            },
            {
              paths,
              label,
              onProblem: ({ path, what, remedy }) => failed.push({ subject: path, reason: `${what}. ${remedy}` }),
              onRead: (uri, at, total) => bar.update(at, total, uri),
            },
          ).finally(() => bar.stop());
          const count = (status: string): number => documents.filter((document) => document.status === status).length;
          showCollected(
            {
              source: 'financial-report',
              fetched: documents.length,
              new: count('loaded'),
              unchanged: count('unchanged'),
              quarantined: count('quarantined'),
              failed,
            },
            format,
          );
        } finally {
          await reader.close();
        }
      });
    });
}
