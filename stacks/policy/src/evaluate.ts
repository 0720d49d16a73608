import { roleStatements, type Statement } from './documents.ts';
import type { Template } from './template.ts';

/**
 * Whether a role may do `action` on `resource`, evaluated as IAM does for one account: an explicit deny wins, then an
 * allow, else no. Resources are written as in the template, with Terraform's expressions for what is known later.
 * Conditions are taken as met.
 */
export function mayDo(template: Template, role: string, action: string, resource: string): boolean {
  const statements = roleStatements(template)
    .filter((entry) => entry.role.startsWith(role))
    .map(({ statement }) => statement)
    .filter((statement) => covers(statement, action, resource));
  return statements.some(({ Effect }) => Effect === 'Allow') && statements.every(({ Effect }) => Effect !== 'Deny');
}

function covers({ Action, Resource = [] }: Statement, action: string, resource: string): boolean {
  return Action.some((pattern) => matches(pattern, action)) && Resource.some((pattern) => matches(pattern, resource));
}

function matches(pattern: string, text: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`).test(text);
}
