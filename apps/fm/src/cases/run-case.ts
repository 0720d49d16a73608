import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openWarehouse } from '@fm/warehouse';
import { runFmBeside, type FmRun } from '../testing/run-fm.ts';

/** Folder of inputs that once went wrong, each with a README that says what to do. */
export const casesFolder =
  process.env['FM_CASES'] ?? fileURLToPath(new URL('../../../../../shared/cases', import.meta.url));

/** The outcome of a case. */
export interface CaseRun {
  /** What the commands of the README left behind, in order. */
  readonly runs: readonly FmRun[];
  /** Standard output and errors of all of them. */
  readonly said: string;
  /** Asks the warehouse that they filled. */
  readonly ask: <Row>(sql: string) => Promise<Row[]>;
  /** Values of a factor and stock in the export, where the case makes one. */
  readonly values: (factor: string, symbol: string) => readonly number[];
}

/**
 * Does what the README of a case says, in a fresh data folder, and checks what came of it. This process holds the folder,
 * so that no command has to start an engine.
 */
export async function checkCase(name: string, check: (run: CaseRun) => Promise<void> | void): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), `fm-case-${name}-`));
  const warehouse = await openWarehouse({ home });
  try {
    const runs: FmRun[] = [];
    for (const words of commandsOf(name)) runs.push(await runFmBeside(home, {}, ...words));
    const exported = runs.at(-1)?.stdout.split('\n') ?? [];
    await check({
      runs,
      said: runs.map(({ stdout, stderr }) => `${stdout}\n${stderr}`).join('\n'),
      ask: (sql) => warehouse.query(sql),
      values: (factor, symbol) =>
        exported.flatMap((line) => {
          const [, of, stock, , value] = line.replaceAll('"', '').split(',');
          return of === factor && stock === symbol ? [Number(value)] : [];
        }),
    });
  } finally {
    await warehouse.close();
    rmSync(home, { recursive: true, force: true });
  }
}

/** Arguments of the commands in the README of a case. */
function commandsOf(name: string): string[][] {
  const readme = readFileSync(join(casesFolder, name, 'README'), 'utf8');
  const commands = (/^Do [^:]*: (.*)$/m.exec(readme)?.[1] ?? '').split(' ; ');
  return commands.map((command) => {
    const words = command.trim().replace(/^fm /, '').split(' ');
    return words.map((word, at) => (at < 2 ? word : inFolder(name, word)));
  });
}

/** Words of a command that name a file or folder of the case, as a path. */
function inFolder(name: string, word: string): string {
  return isInput(word) ? join(casesFolder, name, word) : word;
}

const folders = new Set(['prices', 'sec', 'actions', 'alpha', 'beta', 'first', 'second', 'clean']);

function isInput(word: string): boolean {
  return folders.has(word) || /\.(csv|json|pdf)$/.test(word);
}
