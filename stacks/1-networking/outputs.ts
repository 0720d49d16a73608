import { defineOutputs } from '@fm/constructs';

export const networkingOutputs = defineOutputs('1-networking', {
  vpcId: 'text',
  publicSubnetIds: 'list',
  privateSubnetIds: 'list',
});
