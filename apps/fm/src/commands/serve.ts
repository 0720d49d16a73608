import { Command } from 'commander';
import { serve } from '../serve.ts';
import { wholeNumber } from '../options.ts';

/** `fm serve`: the dashboard. */
export function serveCommand(): Command {
  return new Command('serve')
    .option('--port <number>', 'port; 0 takes a free one', wholeNumber, 8080)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--allow-runs', 'let the page start runs; only on a loopback address', false)
    .addHelpText(
      'after',
      '\nExamples:\n  $ fm serve\n  $ fm serve --port 9000\n  $ fm serve --allow-runs\n\nOther commands go on working in other terminals meanwhile.',
    )
    .action((options: { port: number; host: string; allowRuns: boolean }) => serve(options));
}
