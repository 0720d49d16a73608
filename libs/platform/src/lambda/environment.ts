import { FmError } from '../errors.ts';

/**
 * A variable that the function cannot do without.
 *
 * @param example - a right value, for the error
 * @throws VARIABLE_MISSING
 */
export function variable(name: string, example: string): string {
  const value = process.env[name];
  if (value !== undefined && value !== '') return value;
  throw new FmError('VARIABLE_MISSING', {
    what: 'the variable is not set',
    where: name,
    remedy: `Set it, e.g. to ${example}.`,
    kind: 'usage',
  });
}
