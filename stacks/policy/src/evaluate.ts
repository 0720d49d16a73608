import { matchesPattern, meets, type Context } from './conditions.ts';
import { roleOf, roleStatements, statementsOf, type Statement } from './documents.ts';
import { resourcesOf, type Template } from './template.ts';

export type Decision = 'allow' | 'explicit deny' | 'implicit deny';

/** One request as IAM sees it. Resources are written as in the template, with Terraform's expressions. */
export interface AccessRequest {
  readonly action: string;
  readonly resource: string;
  readonly context?: Context;
}

/**
 * What a role's own policies say to a request: an explicit deny wins, then an allow, else it is denied.
 *
 * Source: "Policy evaluation logic", AWS documentation, for one account without boundaries.
 *
 * @param purpose - last part of the role's name, e.g. `market-data-collect`
 */
export function decide(template: Template, purpose: string, request: AccessRequest): Decision {
  const role = roleOf(template, purpose).name;
  return decisionOf(
    roleStatements(template)
      .filter((entry) => entry.role === role)
      .map(({ statement }) => statement),
    request,
  );
}

/** Whether a role may do `action` on `resource`; a condition is met by `context` or not at all. */
export function mayDo(
  template: Template,
  purpose: string,
  action: string,
  resource: string,
  context: Context = {},
): boolean {
  return decide(template, purpose, { action, resource, context }) === 'allow';
}

/** What the policies of the resource type `type` (a queue, bucket or topic policy) say to a principal's request. */
export function decideAtResource(
  template: Template,
  type: string,
  principal: string,
  request: AccessRequest,
): Decision {
  const statements = resourcesOf(template, type).flatMap(({ resource }) => statementsOf(resource['policy']));
  return decisionOf(
    statements.filter((statement) => isFor(statement, principal)),
    request,
  );
}

/** Whether a principal may take a role on. */
export function mayAssume(template: Template, purpose: string, principal: string, context: Context = {}): boolean {
  const statements = statementsOf(roleOf(template, purpose).resource['assume_role_policy']);
  const trusting = statements.filter((statement) => isFor(statement, principal));
  const asked = { action: 'sts:AssumeRole', resource: '', context };
  return (
    decisionOf(
      trusting.map((statement) => ({ ...statement, Resource: ['*'] })),
      asked,
    ) === 'allow'
  );
}

/** Every action that a role is allowed on anything. */
export function actionsOf(template: Template, purpose: string): string[] {
  const role = roleOf(template, purpose).name;
  const allowed = roleStatements(template).filter((entry) => entry.role === role && entry.statement.Effect === 'Allow');
  return [...new Set(allowed.flatMap(({ statement }) => statement.Action))].sort();
}

function decisionOf(statements: readonly Statement[], request: AccessRequest): Decision {
  const applying = statements.filter((statement) => covers(statement, request));
  if (applying.some(({ Effect }) => Effect === 'Deny')) return 'explicit deny';
  return applying.some(({ Effect }) => Effect === 'Allow') ? 'allow' : 'implicit deny';
}

/** Actions are compared without regard to case, resources with. */
function covers({ Action, Resource = [], Condition }: Statement, request: AccessRequest): boolean {
  const { action, resource, context = {} } = request;
  return (
    Action.some((pattern) => matchesPattern(pattern.toLowerCase(), action.toLowerCase())) &&
    Resource.some((pattern) => matchesPattern(pattern, resource)) &&
    meets(Condition, context)
  );
}

function isFor({ Principal }: Statement, principal: string): boolean {
  if (Principal === undefined) return false;
  if (Principal === '*') return true;
  return Object.values(Principal)
    .flat()
    .some((one) => one === '*' || one === principal);
}
