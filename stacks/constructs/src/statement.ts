/** One statement of an IAM policy, in the words of IAM. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: string | Readonly<Record<string, string | readonly string[]>>;
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A statement that allows `actions` on `resources`, under `condition` when one is given. */
export function allow(
  actions: readonly string[],
  resources: readonly string[],
  condition?: Statement['Condition'],
): Statement {
  return { Effect: 'Allow', Action: actions, Resource: resources, ...(condition ? { Condition: condition } : {}) };
}

/** A statement that denies `actions` on `resources` under `condition`, whatever else allows them. */
export function deny(
  actions: readonly string[],
  resources: readonly string[],
  condition: NonNullable<Statement['Condition']>,
): Statement {
  return { Effect: 'Deny', Action: actions, Resource: resources, Condition: condition };
}

/** The JSON text of a policy document. */
export function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}
