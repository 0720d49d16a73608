import type { ParameterPart, RunParameter } from './run-parameter.ts';
import { runParameters } from './run-parameters.ts';

type Table = typeof runParameters;
export type RunParameterName = keyof Table;

type ValueOf<Name extends RunParameterName> = ReturnType<Table[Name]['read']>;

/** Parameters that always have a value. */
type Given = { [Name in keyof Table]: Table[Name] extends { readonly default: string } ? Name : never }[keyof Table];

/** The values of all parameters; those without a default may be missing. */
export type RunParameterValues = { readonly [Name in keyof Table as Name & Given]: ValueOf<Name> } & {
  readonly [Name in keyof Table as Exclude<Name, Given>]?: ValueOf<Name>;
};

/** The parameters of some parts. */
type NamesOf<Part extends ParameterPart> = {
  [Name in keyof Table]: Table[Name]['part'] extends Part ? Name : never;
}[keyof Table];

/** The values of the parameters of some parts. */
export type ParametersOf<Part extends ParameterPart> = Pick<RunParameterValues, NamesOf<Part>>;

/** The parameters as a person gives them. */
export type RunParameterTexts = { readonly [Name in keyof Table]?: string };

/** The table as a list, in its order. */
export const parameterEntries = Object.entries(runParameters) as readonly (readonly [RunParameterName, RunParameter])[];

/** Names of the parameters of some parts, in the order of the table. */
export function parameterNames<Part extends ParameterPart>(...parts: readonly Part[]): NamesOf<Part>[] {
  const chosen: readonly ParameterPart[] = parts;
  return parameterEntries.flatMap(([name, { part }]) => (chosen.includes(part) ? [name as NamesOf<Part>] : []));
}

/** The values of the parameters of some parts; missing values are missing here. */
export function parametersOf<Part extends ParameterPart>(
  values: ParametersOf<Part>,
  ...parts: readonly Part[]
): ParametersOf<Part> {
  const names = parameterNames(...parts).filter((name) => values[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, values[name]])) as ParametersOf<Part>;
}

/**
 * The values of the parameters that texts give, with the defaults of others.
 *
 * @param faults - what is wrong with a text is added here
 */
export function readParameters(texts: RunParameterTexts, faults: string[]): RunParameterValues {
  const read = parameterEntries.flatMap(([name, parameter]) => {
    const text = texts[name] ?? parameter.default;
    return text === undefined ? [] : [[name, parameter.read(text, (fault) => faults.push(fault))] as const];
  });
  return Object.fromEntries(read) as RunParameterValues;
}

/** One text for the value of each given parameter, in the order of the table. */
export function sayParameters(values: Readonly<Record<string, unknown>>, how: 'said' | 'note'): string[] {
  return parameterEntries.flatMap(([name, { [how]: say }]) =>
    // The value is one that the parameter itself has read.
    say === undefined || values[name] === undefined ? [] : [say(values[name] as never)],
  );
}
