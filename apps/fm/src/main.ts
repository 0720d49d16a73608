#!/usr/bin/env node
import { FmError, messageOf, shownOnLine, shownText } from '@fm/platform';
import { CommanderError } from 'commander';
import { createProgram } from './program.ts';
import { styled } from './terminal.ts';
import { startedFrom, withHome } from './user-folder.ts';

/** Exit statuses: 0 success, 1 failure, 2 usage error. */
async function main(): Promise<number> {
  try {
    enterUserFolder();
    const args = process.argv.slice(2).map((text) => withHome(text));
    const program = await createProgram(args);
    await program.parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
    const said = thrown instanceof FmError ? describe(thrown) : `UNEXPECTED: ${shownText(messageOf(thrown))}`;
    process.stderr.write(`${said}\n`);
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
  const lines = [`${styled('red', error.code, process.stderr)}: ${shownText(error.what)}`];
  if (error.where !== undefined) lines.push(`  where:  ${shownOnLine(error.where)}`);
  lines.push(`  remedy: ${shownText(error.remedy)}`);
  return lines.join('\n');
}

// A reader that has had enough, such as `head`, closes the pipe: that is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  const full = error.code === 'ENOSPC' || error.code === 'EDQUOT';
  const what = full
    ? 'the disk that standard output goes to is full'
    : `standard output cannot be written: ${error.message}`;
  process.stderr.write(`OUTPUT_FAILED: ${what}\n  remedy: Free space there, or write elsewhere.\n`);
  process.exit(1);
});

// Where standard error cannot be written the error cannot be reported.
process.stderr.on('error', () => undefined);

process.exitCode = await main();
