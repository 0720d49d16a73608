import { describe, expect, test } from '@jest/globals';
import { breaches, isTagged, mayDo, resourcesOf, settingsFor, templateOf, testApp } from '@fm/stack-policy';
import { VisualizationStack } from './stack.ts';

const template = templateOf(new VisualizationStack(testApp(), settingsFor()));

describe('9-visualization', () => {
  test('keeps every rule', () => {
    expect(breaches(template)).toEqual([]);
  });

  test('tags everything', () => {
    expect(isTagged(template)).toBe(true);
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

  test('reads the warehouse as the user that only reads', () => {
    const [task] = resourcesOf(template, 'aws_ecs_task_definition');
    const text = String(task?.resource['container_definitions']);
    expect(text).toContain('outputs.reader_secret_arn');
    expect(text).not.toContain('writer');
  });

  test('the task itself may do nothing in AWS', () => {
    expect(mayDo(template, 'service_role', 'secretsmanager:GetSecretValue', 'any')).toBe(false);
    expect(mayDo(template, 'service_role', 's3:GetObject', 'any')).toBe(false);
  });

  test('rolls back a deployment that does not become healthy', () => {
    expect(JSON.stringify(resourcesOf(template, 'aws_ecs_service'))).toContain('"rollback":true');
  });
});
