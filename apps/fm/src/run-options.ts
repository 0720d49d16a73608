import { optionName, type RunParameterName, type RunParameterTexts, runParameters } from '@fm/results/parameters';
import type { RunParameter } from '@fm/results/parameters';
import type { Command } from 'commander';

/** The run parameters of the command line. */
export type RunOptions = RunParameterTexts;

/** Adds an option for each of the parameters of a run that are named. */
export function withRunOptions(command: Command, names: readonly RunParameterName[]): Command {
  for (const name of names) {
    const { option, default: usual }: RunParameter = runParameters[name];
    command.option(`${optionName(name)} ${option.value}`, option.help, usual);
  }
  return command;
}
