import { describe, expect, test } from '@jest/globals';
import { breaches, resourcesOf } from '@fm/stack-policy';
import { templatesOf } from './templates.ts';

const published = { domain: 'factors.example.com', hostedZone: 'example.com' };
const nameOf = (environment: string): string => {
  const [balancer] = templatesOf({ environment, project: 'factor-mining-pl', ...published }).flatMap((template) =>
    resourcesOf(template, 'aws_lb'),
  );
  return String(balancer?.resource['name']);
};

describe('a name that AWS cuts at 32 characters', () => {
  test('stays another one where two environments begin alike, and ends in no hyphen', () => {
    const names = ['integration-a', 'integration-b', 'integration'].map(nameOf);
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9-]{1,30}[a-z0-9]$/);
  });
});

test('the published layers keep every rule, with a key of the customer, tracing and reserved concurrency too', () => {
  const customerKeyArn = `arn:aws:kms:us-east-1:${'1'.repeat(12)}:key/1234abcd`;
  const layers = templatesOf({ ...published, customerKeyArn, tracing: true, reserveConcurrency: true });
  const broken = layers.flatMap((template) => breaches(template)).filter((text) => !text.startsWith('no-account-id'));
  expect(broken).toEqual([]);
  const text = JSON.stringify(layers);
  expect(text.split(`"kms_master_key_id":"${customerKeyArn}"`).length).toBeGreaterThan(5);
  expect(text).toContain('"reserved_concurrent_executions":1');
  expect(text).toContain('"mode":"Active"');
});

test('the public door opens to the addresses of the setting and to no other', () => {
  const layers = templatesOf({ ...published, dashboardCidrs: ['203.0.113.0/24', '198.51.100.0/24'] });
  const open = layers
    .flatMap((template) => resourcesOf(template, 'aws_vpc_security_group_ingress_rule'))
    .map(({ resource }) => resource['cidr_ipv4'])
    .filter((cidr) => cidr !== undefined);
  expect(open.toSorted()).toEqual(['198.51.100.0/24', '198.51.100.0/24', '203.0.113.0/24', '203.0.113.0/24']);
});
