import { Route53Record } from '@cdktf/provider-aws/lib/route53-record/index.js';
import { Route53Zone } from '@cdktf/provider-aws/lib/route53-zone/index.js';
import type { PlatformStack } from '@fm/constructs';
import { privateHostOf, privateZoneOf } from './host.ts';

/** Gives the host a name that survives its replacement, visible only in the VPC. */
export function privateName(
  stack: PlatformStack,
  vpcId: string,
  address: string,
): { readonly name: string; readonly record: Route53Record } {
  const zone = new Route53Zone(stack, 'zone', {
    name: privateZoneOf(stack),
    vpc: [{ vpcId }],
    forceDestroy: !stack.settings.protect,
  });
  const record = new Route53Record(stack, 'name', {
    zoneId: zone.zoneId,
    name: privateHostOf(stack),
    type: 'A',
    ttl: 60,
    records: [address],
  });
  return { name: privateHostOf(stack), record };
}
