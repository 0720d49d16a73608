import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '@fm/platform';
import { parseUniverse } from '@fm/platform/universe';
import { resourcesOf, type Template } from '@fm/stack-policy';
import { templatesOf } from './templates.ts';

type Variables = Readonly<Record<string, string>>;

const layers = templatesOf({
  secContact: 'quant@example.com',
  domain: 'factors.example.com',
  hostedZone: 'example.com',
  dashboardShowsRuns: true,
});

/** What Terraform makes of an expression, as far as its form goes. */
function deployed(text: string): string {
  return text
    .replace(/\$\{[^}]*\.account_id\}/g, '0'.repeat(12))
    .replace(/\$\{[^}]*\.url\}/g, 'https://clickhouse.factor-mining-dev.internal:8443')
    .replace(/\$\{[^}]*\.database\}/g, 'factors')
    .replace(/\$\{[^}]*_user\}/g, 'fm_writer')
    .replace(/\$\{aws_s3_bucket\.[^}]*\}/g, 'factor-mining-dev-raw-20260101000000000000000001')
    .replace(
      /\$\{(?:aws_secretsmanager_secret\.[^}]*|[^}]*_secret_arn)\}/g,
      'arn:aws:secretsmanager:us-east-1:own:secret:s',
    )
    .replace(/\$\{aws_sqs_queue\.[^}]*\}/g, 'https://sqs.us-east-1.amazonaws.com/0/stocks')
    .replace(/\$\{aws_lb\.[^}]*\}/g, 'arn:aws:elasticloadbalancing:us-east-1:own:loadbalancer/app/d/1')
    .replace(/\$\{[^}]*\}/g, 'own');
}

const functions = layers.flatMap((template) =>
  resourcesOf(template, 'aws_lambda_function').map(({ resource }): [string, Variables] => {
    const { variables } = resource['environment'] as { variables: Variables };
    return [String(resource['function_name']), variables];
  }),
);

const containers = layers.flatMap((template) =>
  resourcesOf(template, 'aws_ecs_task_definition', 'aws_batch_job_definition').map(
    ({ name, resource }): [string, Variables] => {
      const text = String(resource['container_definitions'] ?? resource['container_properties']);
      const [container] = [JSON.parse(text)].flat() as [{ environment: { name: string; value: string }[] }];
      return [name, Object.fromEntries(container.environment.map((variable) => [variable.name, variable.value]))];
    },
  ),
);

describe.each([...functions, ...containers])('the variables of %s', (_name, variables) => {
  const environment = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, deployed(value)]));

  test('are what the application reads', () => {
    const config = loadConfig(environment) as Readonly<Record<string, unknown>>;
    const untouched = loadConfig({}) as Readonly<Record<string, unknown>>;
    expect(Object.keys(environment).length).toBeGreaterThan(2);
    expect(config).not.toEqual(untouched);
  });

  test('leave no expression that is not known here', () => {
    for (const [name, value] of Object.entries(environment)) expect(`${name}=${value}`).not.toContain('${');
  });
});

test('every collector reads the list that 0-prepare puts into the data bucket', () => {
  const [prepare] = layers;
  const [object] = resourcesOf(prepare as Template, 'aws_s3_object').filter(
    ({ resource }) => resource['key'] === 'universe.csv',
  );
  const stocks = parseUniverse(String(object?.resource['content']), 'universe.csv');
  expect(stocks).toHaveLength(30);
  expect(stocks[0]).toEqual({ symbol: 'AAPL', cik: '0000320193' });
  const bucket = '${data.terraform_remote_state.state-of-0-prepare.outputs.data_bucket}';
  const collectors = functions.filter(([name]) => name.endsWith('-collect'));
  expect(collectors.map(([, variables]) => variables['FM_UNIVERSE_OBJECT'])).toEqual(
    ['market-data', 'web-search', 'sec-filing'].map(() => `s3://${bucket}/universe.csv`),
  );
  const [, filings] = functions.find(([name]) => name.endsWith('sec-filing-collect')) ?? ['', {}];
  expect(filings['SEC_USER_AGENT']).toBe('factor-mining quant@example.com');
});
