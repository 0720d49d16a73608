import { resourcesOf, type Named, type Template } from './template.ts';

/** Conditions of a statement: operator -> context key -> what it is compared with. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** A statement of a policy document in a synthesized layer. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly Principal?: '*' | Readonly<Record<string, string | readonly string[]>>;
  readonly Condition?: Conditions;
}

const known = new Set(['Sid', 'Effect', 'Action', 'Resource', 'Principal', 'Condition']);

/** Statements of every inline role policy, with the name of the role's resource. */
export function roleStatements(template: Template): { readonly role: string; readonly statement: Statement }[] {
  return resourcesOf(template, 'aws_iam_role_policy').flatMap(({ resource }) => {
    const role = /aws_iam_role\.([^.]+)\./.exec(String(resource['role']))?.[1] ?? '';
    return statementsOf(resource['policy']).map((statement) => ({ role, statement }));
  });
}

/**
 * Statements of a policy document in JSON text.
 *
 * @throws Error for an element that the evaluation does not know, such as NotAction, which would turn its answer around
 */
export function statementsOf(policy: unknown): readonly Statement[] {
  const { Statement: statements } = JSON.parse(String(policy)) as { Statement: readonly Statement[] };
  const stranger = statements.flatMap((statement) => Object.keys(statement)).find((key) => !known.has(key));
  if (stranger !== undefined) throw new Error(`Policies of the platform have no ${stranger}.`);
  return statements;
}

/**
 * The one role of a layer whose name ends with `-purpose`.
 *
 * @throws Error when there is none or more than one: what a role that is not there may do says nothing
 */
export function roleOf(template: Template, purpose: string): Named {
  const found = resourcesOf(template, 'aws_iam_role').filter(({ resource }) => purposeOf(resource['name']) === purpose);
  if (found.length !== 1) throw new Error(`${template.layer} has ${found.length} roles called ${purpose}.`);
  return found[0] as Named;
}

/** Purposes of all roles of a layer. */
export function rolesOf(template: Template): string[] {
  return resourcesOf(template, 'aws_iam_role').map(({ resource }) => purposeOf(resource['name']));
}

/** `factor-mining-dev-market-data-collect` -> `market-data-collect`. */
function purposeOf(name: unknown): string {
  return String(name).replace(/^factor-mining-[a-z0-9]+-/, '');
}
