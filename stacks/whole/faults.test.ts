import { describe, expect, test } from '@jest/globals';
import { breaches, resourcesOf, rules, type Named, type Template } from '@fm/stack-policy';
import { templatesOf } from './templates.ts';

const layers = templatesOf();
const published = templatesOf({ domain: 'factors.example.com', hostedZone: 'example.com' });
const layerOf = (name: string, from = layers) => from.find(({ layer }) => layer === name) as Template;
const all = (type: string, from = layers): Named[] => from.flatMap((template) => resourcesOf(template, type));
const clickhouse = layerOf('2-clickhouse');
const host = resourcesOf(clickhouse, 'aws_instance')[0]?.resource ?? {};

interface State {
  readonly Type: string;
  readonly Retry?: readonly unknown[];
  readonly Catch?: readonly { readonly Next: string }[];
  readonly TimeoutSeconds?: number;
  readonly TimeoutSecondsPath?: string;
}

/** Each is a fault of the platform that this one surpasses. */
describe('a fault that this infrastructure does not have', () => {
  test('the ClickHouse password falls back to plain text in user data', () => {
    const userData = String(host['user_data']);
    expect(userData).toContain('secretsmanager get-secret-value');
    expect(userData).not.toMatch(/<password>|password=|PASSWORD/);
    expect(userData).not.toMatch(/get-secret-value[^\n]*\|\|/);
  });

  test('the data sit on the root volume, and go with the host', () => {
    const [volume] = resourcesOf(clickhouse, 'aws_ebs_volume');
    const [attachment] = resourcesOf(clickhouse, 'aws_volume_attachment');
    expect(attachment?.resource['volume_id']).toBe(`\${aws_ebs_volume.${volume?.name}.id}`);
    expect(JSON.stringify(volume?.resource)).not.toContain('aws_instance');
    expect(String(host['user_data'])).toContain('mount -o noatime');
  });

  test('a host is made of the most recent image, so that any plan may replace it', () => {
    expect(JSON.stringify(layers)).not.toContain('"most_recent":true');
    expect(JSON.stringify(layers)).not.toMatch(/al2023-ami-[^"]*\*/);
  });

  test('the ports of the native protocol are open although HTTPS is needed', () => {
    const open = all('aws_vpc_security_group_ingress_rule')
      .filter(({ resource }) => String(resource['security_group_id']).includes('clickhouse'))
      .map(({ resource }) => [resource['from_port'], resource['to_port']]);
    expect(new Set(open.flat())).toEqual(new Set([8443]));
    expect(String(host['user_data'])).toContain('<tcp_port remove="remove"/>');
  });

  test('the dashboard is plain HTTP without a login', () => {
    const listeners = all('aws_lb_listener', published).map(({ resource }) => JSON.stringify(resource));
    expect(listeners.filter((text) => text.includes('"HTTPS"') && text.includes('authenticate-cognito'))).toHaveLength(
      1,
    );
    expect(listeners.filter((text) => text.includes('"HTTP"') && text.includes('"redirect"'))).toHaveLength(1);
    expect(all('aws_lb').every(({ resource }) => resource['internal'] === true)).toBe(true);
  });

  test('a workflow has no retry, no catch and no timeout, and wrong input ends in SUCCEEDED', () => {
    const definition = String(all('aws_sfn_state_machine')[0]?.resource['definition']);
    const { States } = JSON.parse(definition) as { States: Record<string, State> };
    const tasks = Object.values(States).filter(({ Type }) => Type === 'Task');
    expect(tasks.length).toBeGreaterThan(5);
    const incomplete = tasks.filter(({ Retry = [], Catch = [], TimeoutSeconds = 0, TimeoutSecondsPath = '' }) => {
      return Retry.length === 0 || Catch.length === 0 || (TimeoutSeconds === 0 && TimeoutSecondsPath === '');
    });
    expect(incomplete).toEqual([]);
    expect(Object.values(States).map(({ Type }) => Type)).toContain('Fail');
    const retries = all('aws_batch_job_definition').map(({ resource }) => JSON.stringify(resource['retry_strategy']));
    expect(retries[0]).toContain('{"action":"EXIT","on_exit_code":"2"}');
  });

  test('a delivery that fails is taken for done', () => {
    const wanted = ['feed-reports-failed-items', 'function-is-complete'];
    const chosen = rules.filter(({ id }) => wanted.includes(id));
    expect(layers.flatMap((template) => breaches(template, chosen))).toEqual([]);
    const feeds = all('aws_sqs_queue').filter(({ resource }) => resource['redrive_policy'] !== undefined);
    expect(feeds).toHaveLength(all('aws_lambda_event_source_mapping').length);
    expect(
      all('aws_scheduler_schedule').every(({ resource }) => JSON.stringify(resource).includes('dead_letter')),
    ).toBe(true);
  });

  test('a schedule cannot say for which moment it starts', () => {
    expect(all('aws_scheduler_schedule')).toHaveLength(4);
    // A rule of EventBridge has no date: the one that there is waits for an event, and has no schedule.
    const rules = all('aws_cloudwatch_event_rule').map(({ resource }) => resource['schedule_expression']);
    expect(rules).toEqual([undefined]);
  });

  test('a function needs a key or a password in its environment', () => {
    const names = all('aws_lambda_function').flatMap(({ resource }) =>
      Object.keys((resource['environment'] as { variables: object }).variables),
    );
    expect(names.filter((name) => /PASSWORD|API_KEY/.test(name) && !name.endsWith('_SECRET_ARN'))).toEqual([]);
  });
});

test('every rule holds in every layer with the settings that switch everything on, in production', () => {
  const everything = {
    backend: 's3',
    stateBucket: 'some-state',
    protect: true,
    codeSigning: true,
    alarmEmail: 'quant@example.com',
    natGateways: 'per-zone',
    interfaceEndpoints: ['secretsmanager', 'logs'],
    domain: 'factors.example.com',
    hostedZone: 'example.com',
    clickhouseSnapshotId: 'snap-0123',
  };
  expect(templatesOf(everything).flatMap((template) => breaches(template))).toEqual([]);
});
