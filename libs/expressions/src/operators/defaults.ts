import type { Parameter } from './operator.ts';

/**
 * Values of the parameters that are left out, by position, given those before them: the default of a rolling operator's
 * `min` is its window. Undefined where a parameter has no default.
 */
export function defaultsOf(
  parameters: readonly Parameter[],
  given: readonly (number | string | undefined)[],
): (number | string | undefined)[] {
  const values: (number | string | undefined)[] = [];
  const known = (name: string): number => {
    const at = parameters.findIndex((parameter) => parameter.name === name);
    return Number(given[at] ?? values[at]);
  };
  for (const { default: value } of parameters) {
    if (value === 'd' || value === 'window') values.push(known(value));
    else if (value === '4d') values.push(4 * known('d'));
    else values.push(value);
  }
  return values;
}
