import { Command } from 'commander';
import { catalogueTools } from '../mcp/catalogue-tools.ts';
import { evaluateTool, mineTool } from '../mcp/mining-tools.ts';
import { runTools } from '../mcp/run-tools.ts';
import { serveTools } from '../mcp/server.ts';
import { note } from '../output.ts';
import { readingWarehouse, withExistingWarehouse } from '../with-warehouse.ts';

const help = `
Examples:
  $ fm mcp
  $ fm mcp --allow-mining
  $ fm mcp --read-only

Speaks the Model Context Protocol on standard input and output, for an agent that starts it as a process. Its tools search
factors and operators, check and evaluate formulas, and read runs, verdicts, reports, the ledger and the health of the
data. Every formula that is evaluated is a run and counts as a trial.`;

interface Options {
  readonly allowMining: boolean;
  readonly readOnly: boolean;
}

/** `fm mcp`: the tools of an agent. */
export function mcpCommand(): Command {
  return new Command('mcp')
    .option('--allow-mining', 'let the agent mine any factor of the catalogue', false)
    .option('--read-only', 'offer no tool that writes: no evaluation and no mining', false)
    .addHelpText('after', help)
    .action(async ({ allowMining, readOnly }: Options) => {
      const writing = readOnly ? [] : [evaluateTool, ...(allowMining ? [mineTool] : [])];
      const tools = [...catalogueTools, ...runTools, ...writing];
      note(`tools for an agent on standard input and output: ${tools.map(({ name }) => name).join(', ')}`);
      await serveTools(tools, { withWarehouse: readOnly ? readingWarehouse : withExistingWarehouse });
    });
}
