import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { FmError } from '../errors.ts';

const values = new Map<string, Promise<string>>();

/**
 * Value of a secret, read once per process. The address of the secret travels in the environment, its value never does.
 *
 * @param arn - ARN or name of the secret
 * @throws SECRET_UNREADABLE
 */
export function secretValue(arn: string): Promise<string> {
  const known = values.get(arn);
  if (known !== undefined) return known;
  const value = readSecret(arn).catch((error: unknown) => {
    values.delete(arn);
    throw error;
  });
  values.set(arn, value);
  return value;
}

/** Has every secret read again when it is asked for next: a value may have been rotated. */
export function forgetSecrets(): void {
  values.clear();
}

async function readSecret(arn: string): Promise<string> {
  const client = new SecretsManagerClient({ maxAttempts: 3 });
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    if (SecretString === undefined || SecretString === '') throw new Error('it has no text');
    return SecretString;
  } catch (cause) {
    throw new FmError('SECRET_UNREADABLE', {
      what: `the secret cannot be read: ${cause instanceof Error ? cause.name : 'unknown error'}`,
      where: arn,
      remedy: 'Check that it has a value and that the role of the function may read it.',
    });
  } finally {
    client.destroy();
  }
}
