import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint/index.js';
import { PlatformStack } from '@fm/constructs';
import { Construct } from 'constructs';
import type { SecurityGroups } from './security-groups.ts';
import type { Subnets } from './subnets.ts';

/** The gateway endpoint of S3, which costs nothing, and the interface endpoints of the settings. */
export class Endpoints extends Construct {
  constructor(scope: Construct, id: string, subnets: Subnets, groups: SecurityGroups) {
    super(scope, id);
    const stack = PlatformStack.containing(this);
    const { region, interfaceEndpoints } = stack.settings;
    new VpcEndpoint(this, 's3', {
      vpcId: subnets.vpc.id,
      serviceName: `com.amazonaws.${region}.s3`,
      vpcEndpointType: 'Gateway',
      routeTableIds: subnets.routeTableIds,
      tags: { Name: stack.nameOf('s3') },
    });
    for (const service of interfaceEndpoints) {
      new VpcEndpoint(this, service.replace('.', '-'), {
        vpcId: subnets.vpc.id,
        serviceName: `com.amazonaws.${region}.${service}`,
        vpcEndpointType: 'Interface',
        privateDnsEnabled: true,
        subnetIds: subnets.privateIds,
        securityGroupIds: [groups.idOf('endpoints')],
        tags: { Name: stack.nameOf(service) },
      });
    }
  }
}
