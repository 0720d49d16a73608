import { codeVersion } from '@fm/platform';
import { Command } from 'commander';
import { showWide } from './terminal.ts';

const examples = `
Examples:
  $ fm demo                                          the demonstration market, mined
  $ fm ingest prices ~/prices                        every price file of a folder
  $ fm mine --factors RSI14,ROC20 --ranges yearly    mine what was ingested
  $ fm results --format csv > results.csv            the latest run
  $ fm serve                                         the dashboard

The warehouse is the server named by CLICKHOUSE_URL, or the folder FM_HOME (default .fm).
Results go to standard output, everything else to standard error.
Exit status: 0 success, 1 failure, 2 usage error.`;

interface CommandEntry {
  readonly name: string;
  readonly description: string;
  readonly load: () => Promise<Command>;
}

/** The commands, in the order in which help shows them. */
const commands: readonly CommandEntry[] = [
  {
    name: 'demo',
    description: 'make the demonstration market, mine it, and show what was found',
    load: async () => (await import('./commands/demo.ts')).demoCommand(),
  },
  {
    name: 'ingest',
    description: 'bring files into the warehouse',
    load: async () => (await import('./commands/ingest.ts')).ingestCommand(),
  },
  {
    name: 'collect',
    description: 'fetch what is missing from the providers',
    load: async () => (await import('./commands/collect.ts')).collectCommand(),
  },
  {
    name: 'quarantine',
    description: 'list, show, replay and dismiss what could not be used',
    load: async () => (await import('./commands/quarantine.ts')).quarantineCommand(),
  },
  {
    name: 'open',
    description: 'show what the warehouse holds: files, symbols, runs, sizes',
    load: async () => (await import('./commands/open.ts')).openCommand(),
  },
  {
    name: 'forget',
    description: 'remove ingested data, after naming the consequences',
    load: async () => (await import('./commands/forget.ts')).forgetCommand(),
  },
  {
    name: 'factors',
    description: 'list the factors of the catalogue, and their variants, which are mined when they are named',
    load: async () => (await import('./commands/factors.ts')).factorsCommand(),
  },
  {
    name: 'combine',
    description: 'combine factors into one: equal weights, or weights learnt from the past',
    load: async () => (await import('./commands/combine.ts')).combineCommand(),
  },
  {
    name: 'mine',
    description: 'mine factors: portfolios, regressions, premia',
    load: async () => (await import('./commands/mine.ts')).mineCommand(),
  },
  {
    name: 'update',
    description: 'run one day: collect, check, mine, and report what changed',
    load: async () => (await import('./commands/update.ts')).updateCommand(),
  },
  {
    name: 'backup',
    description: 'write everything in the data folder to a folder that can be kept elsewhere',
    load: async () => (await import('./commands/backup.ts')).backupCommand(),
  },
  {
    name: 'restore',
    description: 'make a data folder from a backup',
    load: async () => (await import('./commands/restore.ts')).restoreCommand(),
  },
  {
    name: 'runs',
    description: 'list runs; show, resume and compare them',
    load: async () => (await import('./commands/runs.ts')).runsCommand(),
  },
  {
    name: 'results',
    description: 'show the results of a run',
    load: async () => (await import('./commands/results.ts')).resultsCommand(),
  },
  {
    name: 'trials',
    description: 'list everything that was tried: the ledger',
    load: async () => (await import('./commands/trials.ts')).trialsCommand(),
  },
  {
    name: 'holdout',
    description: 'open the hold-out of a run, and record the day',
    load: async () => (await import('./commands/holdout.ts')).holdoutCommand(),
  },
  {
    name: 'discover',
    description: 'search for formulas that predict returns, and report which survive',
    load: async () => (await import('./commands/discover.ts')).discoverCommand(),
  },
  {
    name: 'report',
    description: 'show everything a run knows about one factor, coverage first',
    load: async () => (await import('./commands/report.ts')).reportCommand(),
  },
  {
    name: 'book',
    description: 'what a portfolio of a factor would have earned, after costs',
    load: async () => (await import('./commands/book.ts')).bookCommand(),
  },
  {
    name: 'compare',
    description: 'regress the factors of a run on published factors: what is new in them',
    load: async () => (await import('./commands/compare.ts')).compareCommand(),
  },
  {
    name: 'verify',
    description: 'prove that factors do not see the future',
    load: async () => (await import('./commands/verify.ts')).verifyCommand(),
  },
  {
    name: 'export',
    description: 'write a table of a run as CSV or Parquet',
    load: async () => (await import('./commands/export.ts')).exportCommand(),
  },
  {
    name: 'serve',
    description: 'serve the dashboard until Ctrl-C',
    load: async () => (await import('./commands/serve.ts')).serveCommand(),
  },
  {
    name: 'mcp',
    description: 'offer tools to an agent: the Model Context Protocol on standard input and output',
    load: async () => (await import('./commands/mcp.ts')).mcpCommand(),
  },
  {
    name: 'completion',
    description: 'print the completion of this command for bash, zsh or fish',
    load: async () => (await import('./commands/completion.ts')).completionCommand(),
  },
  {
    name: 'doctor',
    description: 'report what is installed, which warehouse is used, and what is missing',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand(),
  },
];

/** Names of all commands. */
export const commandNames: readonly string[] = commands.map(({ name }) => name);

/**
 * The `fm` command; parsing the arguments runs what they name. Only those are loaded: for the others, help needs only
 * the name and description, and loading them all takes longer than many commands do.
 *
 * @param args - the words after `fm`
 */
export async function createProgram(args: readonly string[]): Promise<Command> {
  const program = new Command('fm')
    .description('Collects market data, mines factors point in time, and shows the evidence.')
    .addHelpText('after', examples)
    .version(codeVersion, '-V, --version', 'print the version')
    .option('--wide', 'keep all columns of a table, however narrow the terminal')
    .hook('preAction', (_, command) => {
      if (command.optsWithGlobals<{ wide?: boolean }>().wide === true) showWide();
    })
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'WRONG_USE: ')) })
    .showHelpAfterError('  remedy: run it with --help for usage and examples');
  for (const { name, description, load } of commands) {
    const command = args.includes(name) ? await load() : new Command(name);
    program.addCommand(inheriting(command.description(description), program));
  }
  return program;
}

/**
 * A usage error ends the same way at every depth: commander hands settings on to subcommands it makes itself, not to
 * given ones.
 */
function inheriting(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  command.commands.forEach((child) => inheriting(child, command));
  return command;
}
