import type { CommandWords } from './words.ts';

/** Shells that are completed for. */
export type Shell = 'bash' | 'zsh' | 'fish';

/** The completion of each shell, from what may follow each command. */
export const completionScripts: Readonly<Record<Shell, (commands: readonly CommandWords[]) => string>> = {
  bash: (commands) => `# fm completion for bash: source <(fm completion bash)
_fm() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" path="" word words=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$path $word" in
${commands
  .filter(({ path }) => path !== '')
  .map(({ path }) => `      ${quoted(` ${path}`)}|${quoted(path)}) path=${quoted(path)} ;;`)
  .join('\n')}
    esac
  done
  case "$path $previous" in
${valueCases(commands, (path, option, values) => `    ${quoted(`${path} ${option}`)}) words=${quoted(values.join(' '))} ;;`)}
  esac
  if [ -z "$words" ]; then
    case "$path" in
${commands.map(({ path, words }) => `      ${quoted(path)}) words=${quoted(words.map(({ word }) => word).join(' '))} ;;`).join('\n')}
    esac
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -o default -F _fm fm`,

  zsh: (commands) => `#compdef fm
# fm completion for zsh: fm completion zsh > "\${fpath[1]}/_fm"
_fm() {
  local -a candidates
  local path="" word
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$path $word" in
${commands
  .filter(({ path }) => path !== '')
  .map(({ path }) => `      ${quoted(` ${path}`)}|${quoted(path)}) path=${quoted(path)} ;;`)
  .join('\n')}
    esac
  done
  case "$path \${words[CURRENT-1]}" in
${valueCases(commands, (path, option, values) => `    ${quoted(`${path} ${option}`)}) compadd -- ${values.join(' ')}; return ;;`)}
  esac
  case "$path" in
${commands
  .map(
    ({ path, words }) =>
      `    ${quoted(path)}) candidates=(${words.map(({ word, description }) => quoted(`${word.replaceAll(':', '\\:')}:${description}`)).join(' ')}) ;;`,
  )
  .join('\n')}
  esac
  _describe 'fm' candidates
  _files
}
compdef _fm fm`,

  fish: (commands) =>
    [
      '# fm completion for fish: fm completion fish > ~/.config/fish/completions/fm.fish',
      ...commands.flatMap(({ path, words, values }) =>
        words.map(({ word, description }) => {
          const choices = values[word];
          const what = word.startsWith('--') ? `-l ${word.slice(2)}` : `-a ${quoted(word)}`;
          const given = choices === undefined ? '' : ` -x -a ${quoted(choices.join(' '))}`;
          return `complete -c fm -n ${quoted(conditionOf(path, commands))} ${what}${given} -d ${quoted(description)}`;
        }),
      ),
    ].join('\n'),
};

/** A line of a case for each option that takes one of a few values. */
function valueCases(
  commands: readonly CommandWords[],
  line: (path: string, option: string, values: readonly string[]) => string,
): string {
  return commands
    .flatMap(({ path, values }) => Object.entries(values).map(([option, given]) => line(path, option, given)))
    .join('\n');
}

/** When fish offers the words of a command: its names were seen, and those of its subcommands were not. */
function conditionOf(path: string, commands: readonly CommandWords[]): string {
  const names = path.split(' ').filter(Boolean);
  const inner = commands
    .filter((other) => other.path.startsWith(path === '' ? '' : `${path} `) && other.path !== path)
    .map((other) => other.path.split(' ')[names.length] as string);
  const seen = names.map((name) => `__fish_seen_subcommand_from ${name}`);
  const unseen = inner.length === 0 ? [] : [`not __fish_seen_subcommand_from ${[...new Set(inner)].join(' ')}`];
  return [...seen, ...unseen].join('; and ') || 'true';
}

/** In single quotes, as all three shells read them. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}
