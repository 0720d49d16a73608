import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation/index.js';
import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate/index.js';
import { DataAwsRoute53Zone } from '@cdktf/provider-aws/lib/data-aws-route53-zone/index.js';
import type { Lb } from '@cdktf/provider-aws/lib/lb/index.js';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record/index.js';
import { PlatformStack } from '@fm/constructs';
import type { Construct } from 'constructs';

/** A certificate for the domain, proven through its Route 53 zone, and the domain's record. Returns its ARN. */
export function certificateOf(scope: Construct, balancer: Lb): string {
  const { domain, hostedZone } = PlatformStack.containing(scope).settings;
  const zone = new DataAwsRoute53Zone(scope, 'zone', { name: hostedZone });
  const certificate = new AcmCertificate(scope, 'certificate', {
    domainName: domain,
    validationMethod: 'DNS',
    lifecycle: { createBeforeDestroy: true },
  });
  const proof = certificate.domainValidationOptions.get(0);
  const record = new Route53Record(scope, 'certificate-proof', {
    zoneId: zone.zoneId,
    name: proof.resourceRecordName,
    type: proof.resourceRecordType,
    records: [proof.resourceRecordValue],
    ttl: 300,
    allowOverwrite: true,
  });
  new Route53Record(scope, 'name', {
    zoneId: zone.zoneId,
    name: domain,
    type: 'A',
    alias: { name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: true },
  });
  return new AcmCertificateValidation(scope, 'certificate-proven', {
    certificateArn: certificate.arn,
    validationRecordFqdns: [record.fqdn],
  }).certificateArn;
}
