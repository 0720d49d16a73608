import { defineOutputs } from '@fm/constructs';

export const networkingOutputs = defineOutputs('1-networking', {
  vpcId: 'text',
  /** The two zones, in the order of the subnets. */
  zoneNames: 'list',
  publicSubnetIds: 'list',
  privateSubnetIds: 'list',
  clickhouseSecurityGroupId: 'text',
  jumpHostSecurityGroupId: 'text',
  collectorSecurityGroupId: 'text',
  miningSecurityGroupId: 'text',
  dashboardSecurityGroupId: 'text',
  loadBalancerSecurityGroupId: 'text',
});
