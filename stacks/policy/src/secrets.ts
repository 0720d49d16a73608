/** Names of arguments and variables that would hold a secret. */
const secretLooking = /(password|passwd|secret|token|api_?key|private_?key)$/i;

/** An assignment in a script: name and the beginning of its value. */
const assignment = /(\w+)=["']?([^\s"']*)/g;

/**
 * Whether an argument of a resource holds a secret as plain text: directly, as a variable of a container, or assigned in
 * user data. References (`${...}`), ARNs of secrets and write-only arguments are none.
 */
export function holdsSecret(type: string, value: unknown, name = ''): boolean {
  if (typeof value === 'string') {
    if (type === 'aws_secretsmanager_secret_version' && name === 'secret_string') return true;
    if (name === 'user_data') return [...value.matchAll(assignment)].some(([, left, right]) => isSecret(left, right));
    const parsed = parsedJson(value);
    return parsed === undefined ? isSecret(name, value) : holdsSecret(type, parsed, name);
  }
  if (Array.isArray(value)) return value.some((item) => holdsSecret(type, item, name));
  if (typeof value !== 'object' || value === null) return false;
  const pair = value as { readonly name?: unknown; readonly value?: unknown };
  if (typeof pair.name === 'string' && typeof pair.value === 'string' && isSecret(pair.name, pair.value)) return true;
  return Object.entries(value).some(([key, part]) => key !== '//' && holdsSecret(type, part, key));
}

/** Shell expansions, Terraform's expressions and empty values are not secrets. */
function isSecret(name = '', value = ''): boolean {
  return secretLooking.test(name) && value !== '' && !value.startsWith('$') && !/arn/i.test(name);
}

function parsedJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
