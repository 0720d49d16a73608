import type { Command, Option } from 'commander';

/** A word that may come next, and what it means. */
export interface Word {
  readonly word: string;
  readonly description: string;
}

/** What may follow a command. */
export interface CommandWords {
  /** Names of the command and its parents, without the program's: `ingest prices`; empty for the program itself. */
  readonly path: string;
  /** Subcommands, values of its first argument, and options. */
  readonly words: readonly Word[];
  /** Values of options that take one of a few, by the option. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** What may follow each command of a program, the program itself first. */
export function wordsOf(program: Command): CommandWords[] {
  const shared = program.options.filter((option) => option.long !== '--version' && !option.hidden);
  const collect = (command: Command, path: string): CommandWords[] => {
    const children = command.commands.filter((child) => child.name() !== 'help');
    const own = command.options.filter((option) => !option.hidden);
    const options = command === program ? own : [...own, ...shared];
    const words = [
      ...children.map((child) => ({ word: child.name(), description: child.description() })),
      ...(command.registeredArguments[0]?.argChoices ?? []).map((word) => ({ word, description: '' })),
      ...options.map((option) => ({ word: option.long as string, description: option.description })),
      { word: '--help', description: 'explain the command' },
    ];
    return [
      { path, words, values: Object.fromEntries(options.flatMap(valuesOf)) },
      ...children.flatMap((child) => collect(child, `${path} ${child.name()}`.trim())),
    ];
  };
  return collect(program, '');
}

function valuesOf({ long, argChoices }: Option): [string, readonly string[]][] {
  return argChoices === undefined ? [] : [[long as string, argChoices]];
}
