import { PlatformStack, publishOutputs } from '@fm/constructs';
import type { Settings } from '@fm/stack-settings';
import type { Construct } from 'constructs';
import { Endpoints } from './endpoints.ts';
import { flowLogs } from './flow-logs.ts';
import { networkingOutputs } from './outputs.ts';
import { SecurityGroups } from './security-groups.ts';
import { Subnets } from './subnets.ts';

/** VPC over two zones, its way out, its endpoints, and one security group per role. */
export class NetworkingStack extends PlatformStack {
  constructor(scope: Construct, settings: Settings) {
    super(scope, networkingOutputs.layer, settings);
    const subnets = new Subnets(this, 'network');
    const groups = new SecurityGroups(this, 'groups', subnets.vpc);
    new Endpoints(this, 'endpoints', subnets, groups);
    flowLogs(this, subnets.vpc);
    publishOutputs(this, networkingOutputs, {
      vpcId: subnets.vpc.id,
      zoneNames: subnets.zoneNames,
      publicSubnetIds: subnets.publicIds,
      privateSubnetIds: subnets.privateIds,
      clickhouseSecurityGroupId: groups.idOf('clickhouse'),
      jumpHostSecurityGroupId: groups.idOf('jump-host'),
      collectorSecurityGroupId: groups.idOf('collector'),
      miningSecurityGroupId: groups.idOf('mining'),
      dashboardSecurityGroupId: groups.idOf('dashboard'),
      loadBalancerSecurityGroupId: groups.idOf('load-balancer'),
    });
  }
}
