import { join } from 'node:path';
import { readRequest } from '@fm/mining';
import { leastShare as usualShare, reportLines } from '@fm/mining/day';
import { fixedClock, loadConfig, systemClock } from '@fm/platform';
import { Command, InvalidArgumentError } from 'commander';
import { withRunOptions } from '../run-options.ts';
import { calendarDay, symbolList } from '../options.ts';
import { note, print } from '../output.ts';
import { doorNames, ingestFolder } from '../update/ingest-folder.ts';
import { ReportFolder } from '../update/report-folder.ts';
import { runUpdate } from '../update/run-update.ts';
import { withWarehouse } from '../with-warehouse.ts';
import { printJson } from '../json-outputs.ts';

const help = `
Examples:
  $ fm update
  $ fm update --symbols AAPL,MSFT,IBM --factors RSI14,ROC20
  $ fm update --ingest ~/inbox
  0 19 * * 1-5  cd ~/factors && npm run -s fm -- update    a line of crontab

Collects prices, filings (with SEC_USER_AGENT) and news (with TAVILY_API_KEY), ingests what is in the folders
${doorNames.join(', ')} of --ingest, checks that the day's data are in, mines, and reports what changed since
the report of an earlier day. The report is printed and kept as reports/<day>.json beside the warehouse. Run it again at
any time: what is there is not fetched again, and each day has one report.
Exit status 1 if something is late, a file could not be used, or nothing was mined.`;

interface UpdateCommandOptions {
  readonly symbols?: readonly string[];
  readonly factors: string;
  readonly ranges: string;
  readonly ingest?: string;
  readonly leastShare: number;
  readonly day?: string;
  readonly format: 'text' | 'json';
}

/** `fm update`: the steps of a day. */
export function updateCommand(): Command {
  const command = new Command('update')
    .option('--symbols <symbols>', 'symbols joined by commas (default: FM_UNIVERSE)', symbolList)
    .option('--factors <names>', 'factors joined by commas, or all', 'all');
  return withRunOptions(command, ['ranges'])
    .option('--ingest <folder>', `folder with files to ingest, in ${doorNames.join(', ')}`)
    .option('--least-share <share>', 'share of the prices that must be in before anything is mined', share, usualShare)
    .option('--day <day>', 'the day that the report is for (default: today, UTC)', calendarDay)
    .option('--format <format>', 'text or json', 'text')
    .addHelpText('after', help)
    .action(async ({ symbols, factors, ranges, ingest, leastShare, day, format }: UpdateCommandOptions) => {
      const { universe, home } = loadConfig();
      const request = readRequest({ factors, ranges });
      const report = await withWarehouse((warehouse) =>
        runUpdate({
          ...{ warehouse, request, leastShare },
          symbols: symbols ?? universe,
          reports: new ReportFolder(join(home, 'reports')),
          clock: day === undefined ? systemClock : fixedClock(`${day}T23:59:59Z`),
          ...(ingest === undefined ? {} : { ingest: (to) => ingestFolder(to, ingest) }),
        }),
      );
      if (format === 'json') printJson<'update'>(report);
      else print(reportLines(report).join('\n'));
      const late = report.sources.flatMap((source) => source.late);
      if (late.length > 0) note(`${late.length} late; run it again when they should be in`);
      const refused = report.notUsed ?? [];
      if (late.length + refused.length > 0 || report.notMined !== undefined) process.exitCode = 1;
    });
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('It is not a share from 0 to 1, such as 0.8.');
}
