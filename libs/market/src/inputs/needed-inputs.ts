import type { InputName } from '@fm/factors';
import { rangeColumns, type RangeColumn } from '../facts/raw-market.ts';
import { derivedInput } from './derived-inputs.ts';
import { sourceNames, sourceOf, sourceOfInput, type SourceName } from './sources.ts';

/** Inputs that are asked for, and how portfolios are weighted. */
export interface InputNeeds {
  readonly inputs: ReadonlySet<InputName>;
  readonly weighting: 'equal' | 'cap';
}

/** The inputs that are asked for, as factors or as weights, with those that they are made from. */
export function neededInputs({ inputs, weighting }: InputNeeds): ReadonlySet<InputName> {
  const asked: InputName[] = [...inputs, ...(weighting === 'cap' ? (['marketCap'] as const) : [])];
  return new Set(asked.flatMap((name) => [name, ...(derivedInput(name)?.madeOf ?? [])]));
}

/** The inputs of each source that are needed, in the order of the sources. */
export function neededSources(needs: InputNeeds): { readonly source: SourceName; readonly names: InputName[] }[] {
  const needed = neededInputs(needs);
  const given = [...needed].sort();
  return sourceNames
    .map((source) => {
      const { names, owns } = sourceOf(source);
      return {
        source,
        names: [...names.filter((name) => needed.has(name)), ...given.filter((name) => owns?.(name) === true)],
      };
    })
    .filter(({ names }) => names.length > 0);
}

/** The prices that inputs are made of, beside those that every run reads. */
export function neededColumns(needs: InputNeeds): readonly RangeColumn[] {
  const columns = new Set([...neededInputs(needs)].flatMap((name) => derivedInput(name)?.columns ?? []));
  return rangeColumns.filter((column) => columns.has(column));
}

/** Whether any input depends on splits. */
export function needsSplits(needs: InputNeeds): boolean {
  return [...neededInputs(needs)].some((name) => {
    const source = sourceOfInput(name);
    return source === undefined ? derivedInput(name)?.usesSplits : sourceOf(source).usesSplits?.(name);
  });
}
