import { Argument, Command } from 'commander';
import { completionScripts, type Shell } from '../completion/scripts.ts';
import { wordsOf } from '../completion/words.ts';
import { print } from '../output.ts';
import { commandNames, createProgram } from '../program.ts';

/** `fm completion`: the completion of the command for a shell, made from the commands themselves. */
export function completionCommand(): Command {
  return new Command('completion')
    .addArgument(new Argument('<shell>', 'bash, zsh or fish').choices(Object.keys(completionScripts)))
    .addHelpText(
      'after',
      '\nExamples:\n  $ source <(fm completion bash)\n  $ fm completion zsh > "${fpath[1]}/_fm"\n  $ fm completion fish > ~/.config/fish/completions/fm.fish',
    )
    .action(async (shell: Shell) => print(completionScripts[shell](wordsOf(await createProgram(commandNames)))));
}
