import { describe, expect, test } from '@jest/globals';
import { actionsOf, decideAtResource, mayAssume, mayDo, resourcesOf, rolesOf, type Template } from '@fm/stack-policy';
import { forbidden, roles } from './roles.ts';
import { templatesOf } from './templates.ts';

const layers = templatesOf();
const layerOf = (name: string) => layers.find(({ layer }) => layer === name) as Template;
const account = '${data.aws_caller_identity.caller.account_id}';

/** Terraform's expression for a resource that is named in braces. */
function resolve(template: Template, resource: string): string {
  return resource.replace(/\{([^}]+)\}/g, (_, name: string) => {
    if (name === 'account') return account;
    const [first = '', second = '', attribute = 'arn'] = name.split('.');
    if (/^\d+-/.test(first)) return `\${data.terraform_remote_state.state-of-${first}.outputs.${second}}`;
    const found = resourcesOf(template, first).filter((one) => `${one.name}_`.startsWith(`${second}_`));
    if (found.length !== 1) throw new Error(`${template.layer} has ${found.length} resources ${name}.`);
    return `\${${first}.${found[0]?.name}.${attribute}}`;
  });
}

test('every role of the ten layers is stated, and every stated role is there', () => {
  const made = layers.flatMap((template) => rolesOf(template).map((role) => `${template.layer} ${role}`));
  expect(made.sort()).toEqual(
    Object.entries(roles)
      .map(([role, { layer }]) => `${layer} ${role}`)
      .sort(),
  );
});

describe.each(Object.entries(roles))('the role %s', (role, { layer, service, may, mayNot, context = {} }) => {
  const template = layerOf(layer);
  const ask = (access: string, more: Record<string, string> = context) => {
    const [action = '', resource = ''] = access.split(' ');
    return mayDo(template, role, action, resolve(template, resource), more);
  };

  test('may do what it is for', () => {
    expect(may.filter((access) => !ask(access))).toEqual([]);
  });

  test('must not do what is near it', () => {
    expect(mayNot.filter((access) => ask(access))).toEqual([]);
  });

  test('is granted no action that is not stated', () => {
    expect(actionsOf(template, role)).toEqual([...new Set(may.map((access) => access.split(' ')[0]))].sort());
  });

  test('may do nothing of what no role may', () => {
    const targets = ['*', ...resourcesOf(template).map(({ type, name }) => `\${${type}.${name}.arn}`)];
    const done = forbidden.flatMap((action) => targets.filter((target) => mayDo(template, role, action, target)));
    expect(done).toEqual([]);
  });

  test('can be assumed only by its service, and for this account where the service says for whom it asks', () => {
    const own = { 'aws:SourceAccount': account };
    expect(mayAssume(template, role, service, own)).toBe(true);
    expect(mayAssume(template, role, 'cloudformation.amazonaws.com', own)).toBe(false);
    const asksForOthers = ['events', 'ecs-tasks', 'scheduler', 'states', 'vpc-flow-logs'].some((name) =>
      service.startsWith(name),
    );
    expect(mayAssume(template, role, service, { 'aws:SourceAccount': 'another' })).toBe(!asksForOthers);
  });
});

test('the code of a function in the VPC may not touch network interfaces, which Lambda does in its name', () => {
  const template = layerOf('4-market-data');
  const own = `arn:aws:lambda:us-east-1:${account}:function:factor-mining-dev-market-data-collect`;
  const may = (context: Record<string, string>) =>
    mayDo(template, 'market-data-collect', 'ec2:CreateNetworkInterface', '*', context);
  expect(may({})).toBe(true);
  expect(may({ 'lambda:SourceFunctionArn': own })).toBe(false);
});

test('the host writes metrics into its own namespace and no other', () => {
  const may = (namespace: string) =>
    mayDo(layerOf('2-clickhouse'), 'clickhouse', 'cloudwatch:PutMetricData', '*', {
      'cloudwatch:namespace': namespace,
    });
  expect(may('factor-mining-dev-clickhouse')).toBe(true);
  expect(may('AWS/Lambda')).toBe(false);
});

describe.each([
  ['5-web-search', 'raw', 'articles'],
  ['6-sec-filing', 'raw', 'filings'],
  ['7-financial-report', 'reports', 'uploads'],
])('the queue of %s', (layer, bucket, queue) => {
  const template = layerOf(layer);
  const resource = resolve(template, `{aws_sqs_queue.${queue}_queue}`);
  const send = (context: Record<string, string>, principal = 's3.amazonaws.com') =>
    decideAtResource(template, 'aws_sqs_queue_policy', principal, { action: 'sqs:SendMessage', resource, context });
  const own = { 'aws:SourceArn': resolve(template, `{aws_s3_bucket.${bucket}}`), 'aws:SourceAccount': account };

  test('takes messages of its own bucket, over TLS, and of nothing else', () => {
    expect(send(own)).toBe('allow');
    expect(send({ ...own, 'aws:SourceArn': 'arn:aws:s3:::another' })).toBe('implicit deny');
    expect(send({ ...own, 'aws:SourceAccount': 'another' })).toBe('implicit deny');
    expect(send(own, 'sns.amazonaws.com')).toBe('implicit deny');
    expect(send({ ...own, 'aws:SecureTransport': 'false' })).toBe('explicit deny');
  });
});

test('every bucket denies whoever comes without TLS, on the bucket and on its objects', () => {
  for (const template of layers) {
    for (const { name } of resourcesOf(template, 'aws_s3_bucket')) {
      for (const resource of [`\${aws_s3_bucket.${name}.arn}`, `\${aws_s3_bucket.${name}.arn}/key`]) {
        const ask = { action: 's3:GetObject', resource, context: { 'aws:SecureTransport': 'false' } };
        expect(decideAtResource(template, 'aws_s3_bucket_policy', 'arn:aws:iam::own:root', ask)).toBe('explicit deny');
      }
    }
  }
});

test('the alarm topic takes messages of the services of this account', () => {
  const template = layerOf('0-prepare');
  const publish = (principal: string, source: string) =>
    decideAtResource(template, 'aws_sns_topic_policy', principal, {
      action: 'sns:Publish',
      resource: resolve(template, '{aws_sns_topic.alarms}'),
      context: { 'aws:SourceAccount': source },
    });
  expect(publish('budgets.amazonaws.com', account)).toBe('allow');
  expect(publish('budgets.amazonaws.com', 'another')).toBe('implicit deny');
  expect(publish('s3.amazonaws.com', account)).toBe('implicit deny');
});

test('the workflow that the dashboard may see is the one that 8-factor-mining makes', () => {
  const machine = resourcesOf(layerOf('8-factor-mining'), 'aws_sfn_state_machine').find(({ name }) =>
    name.includes('machine'),
  );
  const shows = templatesOf({ dashboardShowsRuns: true }).find(({ layer }) => layer === '9-visualization') as Template;
  const arn = `arn:aws:states:us-east-1:${account}:stateMachine:${String(machine?.resource['name'])}`;
  expect(mayDo(shows, 'dashboard', 'states:ListExecutions', arn)).toBe(true);
});
