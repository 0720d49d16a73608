import { resourcesOf, type Template } from './template.ts';

/** A statement of a policy document in a synthesized layer. */
export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** Statements of every inline role policy, with the name of the role's resource. */
export function roleStatements(template: Template): { readonly role: string; readonly statement: Statement }[] {
  return resourcesOf(template, 'aws_iam_role_policy').flatMap(({ resource }) => {
    const role = /aws_iam_role\.([^.]+)\./.exec(String(resource['role']))?.[1] ?? '';
    return statementsOf(resource['policy']).map((statement) => ({ role, statement }));
  });
}

/** Statements of a policy document in JSON text. */
export function statementsOf(policy: unknown): readonly Statement[] {
  return (JSON.parse(String(policy)) as { Statement: readonly Statement[] }).Statement;
}
