import { loadConfig } from '@fm/platform';
import { forgetSecrets, secretValue } from '@fm/platform/lambda';
import type { Warehouse } from '../contract.ts';
import { openWarehouse } from '../open.ts';

let opened: Promise<Warehouse> | undefined;

/**
 * The warehouse of a function, opened once per process. Password and certificate authority come from the secrets that
 * `CLICKHOUSE_PASSWORD_SECRET_ARN` and `CLICKHOUSE_CA_SECRET_ARN` name; no variable holds their values. A warm function
 * whose password is refused reads them again and continues.
 *
 * @throws CONFIG_INVALID, SECRET_UNREADABLE and what {@link openWarehouse} throws
 */
export function functionWarehouse(): Promise<Warehouse> {
  opened ??= open().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

async function open(): Promise<Warehouse> {
  const renew = () => {
    forgetSecrets();
    return environmentWithSecrets();
  };
  return openWarehouse({ renew }, await environmentWithSecrets());
}

async function environmentWithSecrets(): Promise<NodeJS.ProcessEnv> {
  const config = loadConfig();
  const [password, ca] = await Promise.all([
    valueOf(config.clickhousePasswordSecretArn),
    valueOf(config.clickhouseCaSecretArn),
  ]);
  return {
    ...process.env,
    ...(password === undefined ? {} : { CLICKHOUSE_PASSWORD: password }),
    ...(ca === undefined ? {} : { CLICKHOUSE_CA: ca }),
  };
}

async function valueOf(arn: string | undefined): Promise<string | undefined> {
  return arn === undefined ? undefined : secretValue(arn);
}
