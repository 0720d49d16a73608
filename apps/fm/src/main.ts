#!/usr/bin/env node
import { FmError, messageOf } from '@fm/platform';
import { CommanderError } from 'commander';
import { createProgram } from './program.ts';
import { styled } from './terminal.ts';
import { startedFrom, withHome } from './user-folder.ts';

/** Exit statuses: 0 done, 1 failed, 2 asked wrongly. */
async function main(): Promise<number> {
  try {
    enterUserFolder();
    const args = process.argv.slice(2).map((text) => withHome(text));
    const program = await createProgram(args);
    await program.parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
    process.stderr.write(`${thrown instanceof FmError ? describe(thrown) : `UNEXPECTED: ${messageOf(thrown)}`}\n`);
    if (process.env['FM_DEBUG'] !== undefined && thrown instanceof Error) process.stderr.write(`${thrown.stack}\n`);
    return thrown instanceof FmError && thrown.kind === 'usage' ? 2 : 1;
  }
}

function enterUserFolder(): void {
  const folder = startedFrom(process.env);
  if (folder !== undefined) process.chdir(folder);
  if (process.env['FM_HOME'] !== undefined) process.env['FM_HOME'] = withHome(process.env['FM_HOME']);
}

function describe(error: FmError): string {
  const lines = [`${styled('red', error.code, process.stderr)}: ${error.what}`];
  if (error.where !== undefined) lines.push(`  where:  ${error.where}`);
  lines.push(`  remedy: ${error.remedy}`);
  return lines.join('\n');
}

// A reader that has enough, such as `head`, closes the pipe: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await main();
