import { describe, expect, test } from '@jest/globals';
import { breaches, mayDo, resourcesOf, settingsFor, templateOf, testApp } from '@fm/stack-policy';
import { JumpHostStack } from './stack.ts';

const template = templateOf(new JumpHostStack(testApp(), settingsFor()));

describe('3-jump-host', () => {
  test('keeps every rule', () => {
    expect(breaches(template)).toEqual([]);
  });

  test('gives the exact commands for a session and for the forwarded port', () => {
    const { session_command: session, port_forward_command: forward } = template.output ?? {};
    expect(String(session?.value)).toContain('aws ssm start-session --region us-east-1 --target ${aws_instance.');
    expect(String(forward?.value)).toContain('AWS-StartPortForwardingSessionToRemoteHost');
    expect(String(forward?.value)).toContain('"portNumber":["8443"]');
  });

  test('logs every session', () => {
    const [document] = resourcesOf(template, 'aws_ssm_document');
    expect(String(document?.resource['content'])).toContain('"cloudWatchStreamingEnabled":true');
  });

  test('the host may take part in sessions and read nothing', () => {
    expect(mayDo(template, 'jump-host', 'ssmmessages:OpenDataChannel', 'any')).toBe(true);
    for (const action of ['secretsmanager:GetSecretValue', 's3:GetObject', 'iam:PassRole', 'ssm:SendCommand']) {
      expect(mayDo(template, 'jump-host', action, 'any')).toBe(false);
    }
  });
});
