import { Command, Option } from 'commander';
import { portOption } from '../options.ts';
import { serve, type ServeOptions } from '../serve.ts';

/** `fm serve`: the dashboard. */
export function serveCommand(): Command {
  return new Command('serve')
    .addOption(portOption())
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--runs', 'let the page start runs; only on a loopback address (the default there)')
    .option('--no-runs', 'do not let the page start runs')
    .option('--no-open', 'do not open the page in a browser')
    .addOption(new Option('--allow-runs', 'former name of --runs').implies({ runs: true }).hideHelp())
    .addHelpText(
      'after',
      '\nExamples:\n  $ fm serve\n  $ fm serve --port 9000\n  $ fm serve --no-runs\n\nOther commands go on working in other terminals meanwhile.',
    )
    .action((options: ServeOptions) => serve(options));
}
