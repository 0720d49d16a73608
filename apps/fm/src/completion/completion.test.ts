import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { commandNames, createProgram } from '../program.ts';
import { completionScripts, type Shell } from './scripts.ts';
import { wordsOf, type CommandWords } from './words.ts';

const has = (shell: Shell): boolean => spawnSync(shell, ['--version']).status === 0;

let commands: CommandWords[];
beforeAll(async () => {
  commands = wordsOf(await createProgram(commandNames));
});

describe('the words behind each command', () => {
  const behind = (path: string) => commands.find((one) => one.path === path)?.words.map(({ word }) => word);

  test('are those that commander knows: commands, choices of an argument, options, those of the program too', () => {
    expect(behind('')).toEqual(expect.arrayContaining([...commandNames, '--version', '--wide', '--help']));
    expect(behind('mine')).toEqual(expect.arrayContaining(['--factors', '--ranges', '--format', '--wide']));
    expect(behind('export')).toEqual(expect.arrayContaining(['factor-values', '--output']));
    expect(behind('ingest')).toEqual(expect.arrayContaining(['prices', 'sec-filing']));
    expect(behind('serve')).not.toContain('--allow-runs');
  });
});

const inBash = has('bash') ? describe : describe.skip;
inBash(`bash completes${has('bash') ? '' : ' (skipped: no bash)'}`, () => {
  /** What bash offers behind the words. */
  function offered(...words: string[]): string[] {
    const script = `${completionScripts.bash(commands)}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')})
COMP_CWORD=${words.length - 1}\n_fm\nprintf '%s\\n' "\${COMPREPLY[@]}"`;
    const run = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    return run.stdout.trim().split('\n');
  }

  test.each([
    [
      ['fm', 're'],
      ['restore', 'results', 'report'],
    ],
    [['fm', 'mine', '--neu'], ['--neutralise']],
    [
      ['fm', 'mine', '--format', ''],
      ['table', 'json', 'csv'],
    ],
    [['fm', 'ingest', 'pr'], ['prices']],
    [['fm', 'ingest', 'prices', '--fo'], ['--format']],
    [['fm', 'runs', 'di'], ['diff']],
    [['fm', 'export', 'factor-v'], ['factor-values']],
    [['fm', 'export', 'factor-values', '--format', 'p'], ['parquet']],
    [['fm', '--wide', 'compl'], ['completion']],
  ])('%j to %j', (words, expected) => {
    expect(offered(...words)).toEqual(expected);
  });
});

describe.each<[Shell]>([['bash'], ['zsh'], ['fish']])('the completion for %s', (shell) => {
  const check = has(shell) ? test : test.skip;

  check(`is a script that ${shell} can read${has(shell) ? '' : ` (skipped: no ${shell})`}`, () => {
    const run = spawnSync(shell, ['-n'], { input: completionScripts[shell](commands), encoding: 'utf8' });
    expect(run).toMatchObject({ status: 0, stderr: '' });
  });

  test('names every command and every option of it', () => {
    const script = completionScripts[shell](commands);
    for (const { words } of commands)
      for (const { word } of words) expect(script).toContain(shell === 'fish' ? word.replace(/^--/, '') : word);
  });
});
