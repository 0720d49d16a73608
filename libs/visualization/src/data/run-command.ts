import { type FormulaText, libraryFormula, valuesInput } from '@fm/factors';
import { optionName, parameterEntries } from '@fm/results/parameters';
import { storedRequest } from '@fm/results/stored-records';

/** How a run was cut; 0 where nothing was asked for. */
export interface Cut {
  readonly threadNo: number;
  readonly parallelM: number;
  readonly jobs: number;
}

/**
 * The command of a stored request, cut as the run was. Asking again finishes a run that was interrupted and shows one that
 * is complete.
 *
 * @param request - canonical JSON of the request
 */
export function commandOf(request: string, { threadNo, parallelM, jobs }: Cut): string {
  const cut = [
    ['--thread-no', threadNo, 0],
    ['--parallel-m', parallelM, 0],
    ['--jobs', jobs, 1],
  ] as const;
  const asked = mineArguments(request);
  const more = cut.flatMap(([option, count, usual]) =>
    count > usual && !asked.includes(option) ? [option, String(count)] : [],
  );
  return ['npm run fm -- mine', ...[...asked, ...more].map(quoted)].join(' ');
}

/** Arguments of `fm mine` for a stored request; none where it cannot be read. */
export function mineArguments(request: string): string[] {
  const asked = storedRequest.readable(request) ?? {};
  return parameterEntries
    .flatMap(([name]) => {
      const value = asked[name] ?? null;
      if (value === null) return [];
      return [optionName(name), Array.isArray(value) ? value.join(',') : String(value)];
    })
    .concat(formulaArguments(asked.formulas));
}

/**
 * The formulas of a request that its names do not say by themselves: those of libraries and values are found by their names,
 * and of formulas in several dialects those that are kept.
 */
function formulaArguments(formulas: readonly FormulaText[] = []): string[] {
  const written = formulas.filter(({ name }) => libraryFormula(name) === undefined && valuesInput(name) === undefined);
  const dialects = new Set(written.map(({ dialect = 'paper' }) => dialect));
  if (dialects.size !== 1) return [];
  const [dialect = 'paper'] = dialects;
  return [
    ...written.flatMap(({ name, formula }) => ['--formula', `${name} = ${formula}`]),
    ...(dialect === 'paper' ? [] : ['--dialect', dialect]),
  ];
}

/** A word as a POSIX shell reads it. */
function quoted(text: string): string {
  return /^[\w.,:/-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
