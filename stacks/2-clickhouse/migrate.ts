import type { networkingOutputs } from '@fm/1-networking/outputs';
import type { prepareOutputs } from '@fm/0-prepare/outputs';
import { LambdaInvocation } from '@cdktf/provider-aws/lib/lambda-invocation/index.js';
import {
  grantWarehouse,
  NodeFunction,
  warehouseEnvironment,
  type OutputValues,
  type PlatformStack,
  type WarehouseEndpoint,
} from '@fm/constructs';
import type { ITerraformDependable } from 'cdktf';

export interface MigrateProps {
  readonly prepared: OutputValues<typeof prepareOutputs>;
  readonly network: OutputValues<typeof networkingOutputs>;
  readonly endpoint: WarehouseEndpoint;
  readonly instanceId: string;
  /** What the migration cannot do without: the record of the name, the volume at the host, the passwords. */
  readonly needs: readonly ITerraformDependable[];
}

/** Seconds that the migration waits for a host that boots; what is left of the function's 900 is for its work. */
const waitSeconds = 720;

/**
 * Runs the project's own migration command against the new host: at the first deploy, whenever the command's bundle
 * changes, and whenever the host is replaced. It waits for the certificate authority, the name and the server of a host
 * that is still booting.
 */
export function migrateWarehouse(stack: PlatformStack, props: MigrateProps): void {
  const { prepared, network, endpoint, instanceId, needs } = props;
  const migrate = new NodeFunction(stack, 'migrate', {
    purpose: 'warehouse-migrate',
    artifact: { bucket: prepared.artifactBucket, key: prepared.warehouseMigrateKey },
    environment: warehouseEnvironment(endpoint),
    timeoutSeconds: 900,
    atOnce: 1,
    placement: { subnetIds: network.privateSubnetIds, securityGroupIds: [network.collectorSecurityGroupId] },
    codeSigningConfigArn: prepared.codeSigningConfigArn,
    alarmTopicArn: prepared.alarmTopicArn,
  });
  grantWarehouse(migrate.role, endpoint);
  new LambdaInvocation(stack, 'migration', {
    functionName: migrate.function.functionName,
    input: JSON.stringify({ waitSeconds }),
    triggers: { artifact: prepared.warehouseMigrateKey, host: instanceId },
    dependsOn: [...needs],
  });
}
