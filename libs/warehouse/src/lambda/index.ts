import { secretValue } from '@fm/platform/lambda';
import type { Warehouse } from '../contract.ts';
import { openWarehouse } from '../open.ts';

let opened: Promise<Warehouse> | undefined;

/**
 * The warehouse of a function, opened once per process. Password and certificate authority come from the secrets that
 * `CLICKHOUSE_PASSWORD_SECRET_ARN` and `CLICKHOUSE_CA_SECRET_ARN` name; their values stand in no variable.
 *
 * @throws SECRET_UNREADABLE and what {@link openWarehouse} throws
 */
export function functionWarehouse(): Promise<Warehouse> {
  opened ??= open().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

async function open(): Promise<Warehouse> {
  const [password, ca] = await Promise.all([
    secretNamedBy('CLICKHOUSE_PASSWORD_SECRET_ARN'),
    secretNamedBy('CLICKHOUSE_CA_SECRET_ARN'),
  ]);
  return openWarehouse({}, { ...process.env, ...password.as('CLICKHOUSE_PASSWORD'), ...ca.as('CLICKHOUSE_CA') });
}

/** The secret a variable names; nothing where the variable is not set. */
async function secretNamedBy(name: string): Promise<{ as: (variable: string) => Record<string, string> }> {
  const arn = process.env[name];
  const value = arn === undefined || arn === '' ? undefined : await secretValue(arn);
  return { as: (variable) => (value === undefined ? {} : { [variable]: value }) };
}
