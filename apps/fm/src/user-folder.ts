import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The folder that relative paths are meant from. npm runs its scripts in the folder of the package and says in `INIT_CWD`
 * where it was started; `INIT_CWD` of another package's scripts is not about this command.
 *
 * @returns undefined where it is the working directory
 */
export function startedFrom(environment: Environment): string | undefined {
  const { INIT_CWD: folder, npm_package_name: name, npm_lifecycle_event: script } = environment;
  const isOurs = name === 'factor-mining-platform' && (script === 'fm' || script === 'start');
  return isOurs && folder !== undefined && existsSync(folder) ? folder : undefined;
}

/** A text with `~` at its beginning, or at the beginning of an option's value, as the home folder; shells leave some. */
export function withHome(text: string, home = homedir()): string {
  const [, before, rest] = /^(--[\w-]+=)?~(\/.*)?$/s.exec(text) ?? [];
  if (before === undefined && rest === undefined && text !== '~') return text;
  return `${before ?? ''}${rest === undefined ? home : join(home, rest)}`;
}
