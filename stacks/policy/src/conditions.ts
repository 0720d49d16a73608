import type { Conditions } from './documents.ts';

/** What a request carries beside action and resource: condition keys and their values. */
export type Context = Readonly<Record<string, string>>;

/** Operators that the policies of the platform use. */
const operators: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  StringEquals: (value, wanted) => value === wanted,
  StringLike: (value, wanted) => matchesPattern(wanted, value),
  ArnEquals: (value, wanted) => matchesPattern(wanted, value),
  ArnLike: (value, wanted) => matchesPattern(wanted, value),
  Bool: (value, wanted) => value.toLowerCase() === wanted.toLowerCase(),
};

/**
 * Whether a request meets all conditions of a statement: every operator and key, and of one key at least one value. A
 * key that the request does not carry meets nothing.
 *
 * Source: "IAM JSON policy elements: Condition", AWS documentation.
 *
 * @throws Error for an operator that is not known here
 */
export function meets(conditions: Conditions | undefined, context: Context): boolean {
  return Object.entries(conditions ?? {}).every(([operator, keys]) => {
    const compare = operators[operator];
    if (compare === undefined) throw new Error(`The condition operator ${operator} is not evaluated here.`);
    return Object.entries(keys).every(([key, wanted]) => {
      const value = context[key];
      return value !== undefined && [wanted].flat().some((one) => compare(value, one));
    });
  });
}

/** Whether a text matches a pattern of IAM: `*` for any characters, `?` for one. */
export function matchesPattern(pattern: string, text: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`, 's').test(text);
}
