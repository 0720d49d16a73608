import { Command } from 'commander';
import { collectCommand } from './commands/collect.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { exportCommand } from './commands/export.ts';
import { factorsCommand } from './commands/factors.ts';
import { ingestCommand } from './commands/ingest.ts';
import { mineCommand } from './commands/mine.ts';
import { quarantineCommand } from './commands/quarantine.ts';
import { reportCommand } from './commands/report.ts';
import { runsCommand } from './commands/runs.ts';
import { resultsCommand } from './commands/results.ts';
import { serveCommand } from './commands/serve.ts';
import { verifyCommand } from './commands/verify.ts';

const examples = `
Examples:
  $ fm demo                                          the demonstration market, mined
  $ fm ingest prices ~/prices                        every price file of a folder
  $ fm mine --factors RSI14,ROC20 --ranges yearly    mine what was ingested
  $ fm results --format csv > results.csv            the latest run
  $ fm serve                                         the dashboard

The warehouse is the server named by CLICKHOUSE_URL, or the folder FM_HOME (default .fm).
Results go to standard output, everything else to standard error.
Exit status: 0 done, 1 failed, 2 asked wrongly.`;

/** The `fm` command with all its commands; parsing it runs one. */
export function createProgram(): Command {
  const program = new Command('fm')
    .description('Collects market data, mines factors point in time, and shows the evidence.')
    .addHelpText('after', examples)
    .exitOverride()
    .showHelpAfterError('(run with --help for usage and examples)');
  for (const command of [
    demoCommand(),
    ingestCommand(),
    collectCommand(),
    quarantineCommand(),
    factorsCommand(),
    mineCommand(),
    runsCommand(),
    resultsCommand(),
    reportCommand(),
    verifyCommand(),
    exportCommand(),
    serveCommand(),
    doctorCommand(),
  ]) {
    program.addCommand(inheriting(command, program));
  }
  return program;
}

/** Wrong use ends alike at every depth: commander hands settings on to subcommands it makes itself, not to given ones. */
function inheriting(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  command.commands.forEach((child) => inheriting(child as Command, command));
  return command;
}
