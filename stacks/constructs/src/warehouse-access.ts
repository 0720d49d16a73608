import { grantCustomerKey } from './customer-key.ts';
import type { Placement } from './node-function.ts';
import type { ServiceRole } from './service-role.ts';
import { allow } from './statement.ts';

/** What a client of the warehouse needs to reach it; the fields are outputs of 2-clickhouse. */
export interface WarehouseEndpoint {
  readonly url: string;
  readonly database: string;
  readonly user: string;
  readonly passwordSecretArn: string;
  readonly caSecretArn: string;
}

/** The endpoint as the outputs of 2-clickhouse describe it, for one of its two users. */
export function warehouseEndpoint(
  outputs: {
    readonly url: string;
    readonly database: string;
    readonly writerUser: string;
    readonly writerSecretArn: string;
    readonly readerUser: string;
    readonly readerSecretArn: string;
    readonly caSecretArn: string;
  },
  user: 'writer' | 'reader',
): WarehouseEndpoint {
  return {
    url: outputs.url,
    database: outputs.database,
    user: user === 'writer' ? outputs.writerUser : outputs.readerUser,
    passwordSecretArn: user === 'writer' ? outputs.writerSecretArn : outputs.readerSecretArn,
    caSecretArn: outputs.caSecretArn,
  };
}

/** Where functions that open the warehouse run. */
export function collectorPlacement(network: {
  readonly privateSubnetIds: string[];
  readonly collectorSecurityGroupId: string;
}): Placement {
  return { subnetIds: network.privateSubnetIds, securityGroupIds: [network.collectorSecurityGroupId] };
}

/** Environment of a function that opens the warehouse; it reads password and certificate when it starts. */
export function warehouseEnvironment(endpoint: WarehouseEndpoint): Record<string, string> {
  return {
    CLICKHOUSE_URL: endpoint.url,
    CLICKHOUSE_DATABASE: endpoint.database,
    CLICKHOUSE_USER: endpoint.user,
    CLICKHOUSE_PASSWORD_SECRET_ARN: endpoint.passwordSecretArn,
    CLICKHOUSE_CA_SECRET_ARN: endpoint.caSecretArn,
  };
}

interface NameValue {
  readonly name: string;
  readonly value: string;
}

interface NameSource {
  readonly name: string;
  readonly valueFrom: string;
}

/** Environment and injected secrets of a container that opens the warehouse. */
export function warehouseContainer(endpoint: WarehouseEndpoint): { environment: NameValue[]; secrets: NameSource[] } {
  return {
    environment: [
      { name: 'CLICKHOUSE_DATABASE', value: endpoint.database },
      { name: 'CLICKHOUSE_URL', value: endpoint.url },
      { name: 'CLICKHOUSE_USER', value: endpoint.user },
    ],
    secrets: [
      { name: 'CLICKHOUSE_CA', valueFrom: endpoint.caSecretArn },
      { name: 'CLICKHOUSE_PASSWORD', valueFrom: endpoint.passwordSecretArn },
    ],
  };
}

/** Lets a role read the password of one user and the certificate authority of the warehouse. */
export function grantWarehouse(role: ServiceRole, endpoint: WarehouseEndpoint): void {
  role.add(allow(['secretsmanager:GetSecretValue'], [endpoint.passwordSecretArn, endpoint.caSecretArn]));
  grantCustomerKey(role);
}
