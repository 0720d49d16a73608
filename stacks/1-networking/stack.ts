import { DataAwsAvailabilityZones } from '@cdktf/provider-aws/lib/data-aws-availability-zones/index.js';
import { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import { PlatformStack, publishOutputs } from '@fm/constructs';
import { formatCidr, parseCidr, subnetOf, type Settings } from '@fm/stack-settings';
import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import { networkingOutputs } from './outputs.ts';

/** VPC over two zones with public and private subnets. */
export class NetworkingStack extends PlatformStack {
  constructor(scope: Construct, settings: Settings) {
    super(scope, networkingOutputs.layer, settings);
    const vpc = new Vpc(this, 'vpc', {
      cidrBlock: settings.vpcCidr,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: { Name: this.nameOf('vpc') },
    });
    const zones = new DataAwsAvailabilityZones(this, 'zones', { state: 'available' });
    const subnet = (kind: string, zone: number, block: number) =>
      new Subnet(this, `${kind}-${zone}`, {
        vpcId: vpc.id,
        availabilityZone: Fn.element(zones.names, zone) as string,
        cidrBlock: formatCidr(subnetOf(parseCidr(settings.vpcCidr)!, 2, block)),
        tags: { Name: this.nameOf(`${kind}-${zone}`) },
      });
    const publicSubnets = [0, 1].map((zone) => subnet('public', zone, zone));
    const privateSubnets = [0, 1].map((zone) => subnet('private', zone, 2 + zone));
    publishOutputs(this, networkingOutputs, {
      vpcId: vpc.id,
      publicSubnetIds: publicSubnets.map(({ id }) => id),
      privateSubnetIds: privateSubnets.map(({ id }) => id),
    });
  }
}
