import { Wafv2WebAclAssociation } from '@cdktf/provider-aws/lib/wafv2-web-acl-association/index.js';
import { Wafv2WebAcl } from '@cdktf/provider-aws/lib/wafv2-web-acl/index.js';
import { PlatformStack } from '@fm/constructs';
import type { Construct } from 'constructs';

/** Groups of rules that AWS keeps: common attacks, inputs known to be bad, addresses of bad repute. */
const managed = [
  'AWSManagedRulesCommonRuleSet',
  'AWSManagedRulesKnownBadInputsRuleSet',
  'AWSManagedRulesAmazonIpReputationList',
] as const;

/** Requests of one address within five minutes. */
const mostRequests = 3000;

/** The web application firewall in front of the public load balancer. */
export function firewall(scope: Construct, balancerArn: string): void {
  const stack = PlatformStack.containing(scope);
  const seen = (name: string) => ({
    cloudwatchMetricsEnabled: true,
    metricName: `${stack.nameOf('dashboard')}-${name}`,
    sampledRequestsEnabled: false,
  });
  const acl = new Wafv2WebAcl(scope, 'firewall', {
    name: stack.nameOf('dashboard'),
    description: 'In front of the dashboard',
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    rule: [
      ...managed.map((name, priority) => ({
        name,
        priority,
        overrideAction: { none: {} },
        statement: { managed_rule_group_statement: { vendor_name: 'AWS', name } },
        visibilityConfig: seen(name),
      })),
      {
        name: 'rate',
        priority: managed.length,
        action: { block: {} },
        statement: { rate_based_statement: { limit: mostRequests, aggregate_key_type: 'IP' } },
        visibilityConfig: seen('rate'),
      },
    ],
    visibilityConfig: seen('all'),
  });
  new Wafv2WebAclAssociation(scope, 'firewall-association', { resourceArn: balancerArn, webAclArn: acl.arn });
}
