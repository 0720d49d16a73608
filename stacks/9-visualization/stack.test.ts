import { describe, expect, test } from '@jest/globals';
import { breaches, mayDo, resourcesOf, settingsFor, templateOf, testApp } from '@fm/stack-policy';
import { VisualizationStack } from './stack.ts';

const template = templateOf(new VisualizationStack(testApp(), settingsFor()));

describe('9-visualization', () => {
  test('keeps every rule', () => {
    expect(breaches(template)).toEqual([]);
  });

  test('without a domain is internal and tells how to forward a port', () => {
    expect(resourcesOf(template, 'aws_lb')[0]?.resource['internal']).toBe(true);
    expect(String(template.output?.['port_forward_command']?.value)).toContain('aws ssm start-session');
  });

  test('with a domain speaks HTTPS with a login and keeps every rule', () => {
    const settings = settingsFor({ domain: 'factors.example.com', hostedZone: 'example.com' });
    const open = templateOf(new VisualizationStack(testApp(), settings));
    expect(breaches(open)).toEqual([]);
    const protocols = resourcesOf(open, 'aws_lb_listener').map(({ resource }) => resource['protocol']);
    expect(protocols.sort()).toEqual(['HTTP', 'HTTPS']);
  });

  test('lets people of the pool log in, and those of the providers that the settings name; its secret is in no state', () => {
    const settings = settingsFor({
      domain: 'factors.example.com',
      hostedZone: 'example.com',
      loginProviders: ['Company'],
    });
    const open = templateOf(new VisualizationStack(testApp(), settings));
    const [client] = resourcesOf(open, 'aws_cloudformation_stack');
    const body = JSON.parse(String(client?.resource['template_body'])) as {
      Resources: { Client: { Properties: Record<string, unknown> } };
      Outputs: object;
    };
    expect(body.Resources.Client.Properties).toMatchObject({
      GenerateSecret: true,
      SupportedIdentityProviders: ['COGNITO', 'Company'],
      CallbackURLs: ['https://factors.example.com/oauth2/idpresponse'],
    });
    expect(Object.keys(body.Outputs)).toEqual(['ClientId']);
  });

  test('behind a login takes only requests that this load balancer signed for its client of the pool', () => {
    const layerOf = (changes: object) => templateOf(new VisualizationStack(testApp(), settingsFor({ ...changes })));
    const variablesOf = (layer: ReturnType<typeof layerOf>) => {
      const [task] = resourcesOf(layer, 'aws_ecs_task_definition');
      const [container] = JSON.parse(String(task?.resource['container_definitions'])) as {
        environment: { name: string; value: string }[];
      }[];
      return Object.fromEntries(container?.environment.map(({ name, value }) => [name, value]) ?? []);
    };
    const open = layerOf({ domain: 'factors.example.com', hostedZone: 'example.com', region: 'eu-west-1' });
    const [balancer] = resourcesOf(open, 'aws_lb');
    const https = resourcesOf(open, 'aws_lb_listener').find(({ resource }) => resource['protocol'] === 'HTTPS');
    const [login] = https?.resource['default_action'] as [{ authenticate_cognito: { user_pool_client_id: string } }];
    expect(variablesOf(open)).toMatchObject({
      OIDC_SIGNER: `\${aws_lb.${balancer?.name}.arn}`,
      OIDC_CLIENT_ID: login.authenticate_cognito.user_pool_client_id,
      OIDC_ISSUER: expect.stringMatching(/^https:\/\/cognito-idp\.eu-west-1\.amazonaws\.com\/\$\{/),
    });
    expect(Object.keys(variablesOf(layerOf({}))).filter((name) => name.startsWith('OIDC_'))).toEqual([]);
  });

  test('reads the warehouse as the user that only reads', () => {
    const [task] = resourcesOf(template, 'aws_ecs_task_definition');
    const text = String(task?.resource['container_definitions']);
    expect(text).toContain('outputs.reader_secret_arn');
    expect(text).not.toContain('writer');
  });

  test('the task itself may do nothing in AWS', () => {
    expect(mayDo(template, 'dashboard', 'secretsmanager:GetSecretValue', 'any')).toBe(false);
    expect(mayDo(template, 'dashboard', 's3:GetObject', 'any')).toBe(false);
  });

  describe('of the mining workflow', () => {
    const account = '${data.aws_caller_identity.caller.account_id}';
    const machine = `arn:aws:states:us-east-1:${account}:stateMachine:factor-mining-dev-mining`;
    const execution = `arn:aws:states:us-east-1:${account}:execution:factor-mining-dev-mining:a`;
    const domain = { domain: 'factors.example.com', hostedZone: 'example.com' };
    const layer = (changes: object) => templateOf(new VisualizationStack(testApp(), settingsFor({ ...changes })));
    const may = (found: ReturnType<typeof layer>, action: string, arn: string) =>
      mayDo(found, 'dashboard', action, arn);

    test('it sees the executions when the settings say so, of this workflow and no other', () => {
      const shows = layer({ dashboardShowsRuns: true });
      expect(may(shows, 'states:ListExecutions', machine)).toBe(true);
      expect(may(shows, 'states:GetExecutionHistory', execution)).toBe(true);
      expect(may(shows, 'states:ListExecutions', `${machine}-other`)).toBe(false);
      expect(may(shows, 'states:StartExecution', machine)).toBe(false);
      expect(may(template, 'states:ListExecutions', machine)).toBe(false);
    });

    test('it may start one when somebody may, and is told who', () => {
      const starts = layer({ ...domain, runStarters: ['a@example.com', 'b@example.com'] });
      expect(may(starts, 'states:StartExecution', machine)).toBe(true);
      expect(may(starts, 'states:StopExecution', execution)).toBe(false);
      const text = String(resourcesOf(starts, 'aws_ecs_task_definition')[0]?.resource['container_definitions']);
      expect(text).toContain('{"name":"RUN_STARTERS","value":"a@example.com,b@example.com"}');
      expect(text.match(/AWS_REGION/g)).toHaveLength(1);
    });
  });

  const running = templateOf(
    new VisualizationStack(testApp(), settingsFor({ dashboardImage: `sha256:${'0'.repeat(64)}` })),
  );

  test('rolls back a deployment that does not become healthy', () => {
    expect(JSON.stringify(resourcesOf(running, 'aws_ecs_service'))).toContain('"rollback":true');
    expect(breaches(running)).toEqual([]);
  });

  test('asks no service to run before an image is named', () => {
    const kinds = ['aws_ecs_service', 'aws_appautoscaling_target'] as const;
    expect(kinds.map((kind) => resourcesOf(template, kind).length)).toEqual([0, 0]);
    expect(kinds.map((kind) => resourcesOf(running, kind).length)).toEqual([1, 1]);
  });

  test('sounds an alarm where no task is registered, once an image is named', () => {
    const missingIn = (layer: typeof template): unknown =>
      resourcesOf(layer, 'aws_cloudwatch_metric_alarm').find(({ resource }) =>
        String(resource['alarm_name']).endsWith('dashboard-unhealthy'),
      )?.resource['treat_missing_data'];
    expect([missingIn(template), missingIn(running)]).toEqual(['notBreaching', 'breaching']);
  });
});
