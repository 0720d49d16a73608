import { Command } from 'commander';
import { showCollected } from '../collected-view.ts';
import { formatOption } from '../options.ts';
import { note, type OutputFormat } from '../output.ts';
import { withWarehouse } from '../with-warehouse.ts';

const help = `
Examples:
  $ fm ingest risk-free F-F_Research_Data_5_Factors_2x3_daily.csv
  $ fm ingest risk-free DTB3.csv

Rates of a day, a week or a month are recognised by the distance of their lines; other distances are refused. French's returns
of a week or a month are brought to the sessions in the period. FRED's series are percent a year: bank discounts (DTB3,
WTB3MS, TB3MS, DTB4WK, WTB4WK, TB4WK), bond equivalents (DGS3MO, WGS3MO, GS3M, DGS1MO, WGS1MO, GS1M) and overnight rates
(DFF, FF, FEDFUNDS, EFFR, SOFR) are each converted to the return of a session. An average of a week or a month counts from
the end of it, when it is known. The command says what it took the rates to be.

Without a series the risk-free rate is zero, and every result that would use it says so.`;

/** `fm ingest risk-free`: a risk-free rate from a file. */
export function ingestRiskFreeCommand(): Command {
  return new Command('risk-free')
    .description("load a risk-free rate: French's RF or FRED's DTB3")
    .argument('<file>', 'the CSV file, also packed with gzip or zip')
    .addOption(formatOption())
    .addHelpText('after', help)
    .action(async (file: string, options: { format: OutputFormat }) => {
      const { ingestRiskFree } = await import('@fm/market-data');
      await withWarehouse(async (warehouse) => {
        const { series, understood, read, new: fresh, unchanged, quarantined } = await ingestRiskFree(warehouse, file);
        const counts = { fetched: read, new: fresh, unchanged, quarantined, failed: [] };
        showCollected({ source: `risk-free ${series}`, ...counts }, options.format);
        note(`${series}: ${understood}`);
      });
    });
}
