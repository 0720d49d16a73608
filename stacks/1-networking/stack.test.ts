import { describe, expect, test } from '@jest/globals';
import { breaches, mayDo, resourcesOf, settingsFor, templateOf, testApp } from '@fm/stack-policy';
import { NetworkingStack } from './stack.ts';

const template = templateOf(new NetworkingStack(testApp(), settingsFor()));

describe('1-networking', () => {
  test('keeps every rule', () => {
    expect(breaches(template)).toEqual([]);
  });

  test('empties the default security group', () => {
    const [found] = resourcesOf(template, 'aws_default_security_group');
    expect(found?.resource).not.toHaveProperty('ingress');
    expect(found?.resource).not.toHaveProperty('egress');
  });

  test('opens nothing to everyone without a domain, and 80 and 443 of the load balancer with one', () => {
    const open = (changes: object) =>
      resourcesOf(
        templateOf(new NetworkingStack(testApp(), settingsFor({ ...changes }))),
        'aws_vpc_security_group_ingress_rule',
      )
        .filter(({ resource }) => resource['cidr_ipv4'] !== undefined)
        .map(({ resource }) => resource['from_port']);
    expect(open({})).toEqual([]);
    expect(open({ domain: 'a.example.com', hostedZone: 'example.com' }).sort()).toEqual([443, 80]);
  });

  test('lets nobody into the jump host', () => {
    const rules = resourcesOf(template, 'aws_vpc_security_group_ingress_rule');
    expect(rules.filter(({ resource }) => String(resource['security_group_id']).includes('jump-host'))).toEqual([]);
  });

  test('has one NAT gateway, or one in every zone', () => {
    const nats = (natGateways: string) =>
      resourcesOf(templateOf(new NetworkingStack(testApp(), settingsFor({ natGateways }))), 'aws_nat_gateway').length;
    expect([nats('one'), nats('per-zone')]).toEqual([1, 2]);
  });

  test('divides the VPC into four subnets that do not overlap', () => {
    const blocks = resourcesOf(template, 'aws_subnet').map(({ resource }) => resource['cidr_block']);
    expect(blocks.sort()).toEqual(['10.20.0.0/18', '10.20.128.0/18', '10.20.192.0/18', '10.20.64.0/18']);
  });

  test('the role of the flow logs may write its log group and no other', () => {
    const own = resourcesOf(template, 'aws_cloudwatch_log_group').map(
      ({ name }) => `\${aws_cloudwatch_log_group.${name}.arn}`,
    );
    expect(own.map((arn) => mayDo(template, 'flow-logs', 'logs:PutLogEvents', `${arn}:stream`))).toEqual([true]);
    expect(mayDo(template, 'flow-logs', 'logs:PutLogEvents', 'arn:aws:logs:us-east-1:1:log-group:other:stream')).toBe(
      false,
    );
    expect(mayDo(template, 'flow-logs', 'logs:DeleteLogGroup', `${own[0]}:stream`)).toBe(false);
  });
});
