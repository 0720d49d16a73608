import { SsmDocument } from '@cdktf/provider-aws/lib/ssm-document/index.js';
import { allow, LogGroup, type PlatformStack, type ServiceRole } from '@fm/constructs';

/** The document with which a shell session is started, so that all of it goes to a log group. */
export function loggedSessions(stack: PlatformStack, hostRole: ServiceRole): SsmDocument {
  const logs = new LogGroup(stack, 'session-logs', `/session/${stack.nameOf('jump-host')}`);
  logs.grantWrite(hostRole);
  hostRole.add(allow(['logs:DescribeLogStreams'], [`${logs.arn}:*`]));
  // The agent looks the group up by listing; the call has no resource-level form.
  hostRole.add(allow(['logs:DescribeLogGroups'], ['*']));
  return new SsmDocument(stack, 'session', {
    name: stack.nameOf('session'),
    documentType: 'Session',
    documentFormat: 'JSON',
    content: JSON.stringify({
      schemaVersion: '1.0',
      description: 'Shell session with its log',
      sessionType: 'Standard_Stream',
      inputs: {
        cloudWatchLogGroupName: logs.name,
        cloudWatchEncryptionEnabled: false,
        cloudWatchStreamingEnabled: true,
        idleSessionTimeout: '20',
        runAsEnabled: false,
      },
    }),
  });
}
