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

export interface MigrateProps {
  readonly prepared: OutputValues<typeof prepareOutputs>;
  readonly network: OutputValues<typeof networkingOutputs>;
  readonly endpoint: WarehouseEndpoint;
  readonly instanceId: string;
}

/**
 * Runs the project's own migration command against the new host: at the first deploy, whenever the command's bundle
 * changes, and whenever the host is replaced. It waits for a host that is still booting.
 */
export function migrateWarehouse(stack: PlatformStack, props: MigrateProps): void {
  const { prepared, network, endpoint, instanceId } = props;
  const migrate = new NodeFunction(stack, 'migrate', {
    purpose: 'warehouse-migrate',
    artifact: { bucket: prepared.artifactBucket, key: prepared.warehouseMigrateKey },
    environment: warehouseEnvironment(endpoint),
    timeoutSeconds: 900,
    reservedConcurrency: 1,
    placement: { subnetIds: network.privateSubnetIds, securityGroupIds: [network.collectorSecurityGroupId] },
    codeSigningConfigArn: prepared.codeSigningConfigArn,
    alarmTopicArn: prepared.alarmTopicArn,
  });
  grantWarehouse(migrate.role, endpoint);
  new LambdaInvocation(stack, 'migration', {
    functionName: migrate.function.functionName,
    input: JSON.stringify({ waitSeconds: 840 }),
    triggers: { artifact: prepared.warehouseMigrateKey, host: instanceId },
  });
}
